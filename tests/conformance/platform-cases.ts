import type { PlatformCase } from "./case.js";
import { failureCases } from "./cases/failures.js";
import { formCases } from "./cases/forms.js";
import { inboundCases } from "./cases/inbound.js";
import { messageCases } from "./cases/messages.js";

/**
 * Everything a platform must do, as data: an adapter is what passes this. A fault found on one platform becomes a
 * case here first, and then holds for all.
 */
export const platformCases: PlatformCase[] = [...messageCases, ...formCases, ...inboundCases, ...failureCases];
