import { OrganisationEntity } from "./organisation/organisation.entity.ts";
import { ProgrammeEntity } from "./programme/programme.entity.ts";

/** Every mapped table of the service. */
export const entities = [OrganisationEntity, ProgrammeEntity];
