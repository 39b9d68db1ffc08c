-- What ids that nobody may work out are made with: this installation's alone.
INSERT INTO "setting" ("name", "value") VALUES ('secret of ids', lower(hex(randomblob(32))));
