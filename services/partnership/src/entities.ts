import { EvaluationEntity } from "./evaluation/evaluation.entity.ts";
import { OrganisationEntity } from "./organisation/organisation.entity.ts";
import { ProgrammeEntity } from "./programme/programme.entity.ts";
import { ProgrammeLifeEntity } from "./programme-life/programme-life.entity.ts";
import { RsvEntity } from "./rsv/rsv.entity.ts";
import { SupplierListingEntity } from "./supplier-listing/supplier-listing.entity.ts";

/** Every mapped table of the service. */
export const entities = [
  EvaluationEntity,
  OrganisationEntity,
  ProgrammeEntity,
  ProgrammeLifeEntity,
  RsvEntity,
  SupplierListingEntity,
];
