-- What ids that nobody may work out are made with: this installation's alone.
INSERT INTO "setting" ("name", "value") VALUES ('secret of ids', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
