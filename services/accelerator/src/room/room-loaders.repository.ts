import { type BaseContext, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import { findReadinessOfCompanies } from "../employer-readiness/employer-readiness.repository.ts";
import { findWorkplacesOfCompanies } from "../inclusive-workplace/inclusive-workplace.repository.ts";
import {
  findFills,
  findOpenings,
  findOpeningsOfCompanies,
  findOpeningsOfCourses,
} from "../job-opening/job-opening.repository.ts";
import { findHiresOfCompanies, findHiresOfCourses } from "../ordinary-hire/ordinary-hire.repository.ts";
import {
  findBookings,
  findPlacesOfCompanies,
  findPlacesOfCourses,
} from "../training-place/training-place.repository.ts";

type Ids = readonly string[];
type OfCompany = Readonly<{ organisationId: string }>;
type OfCourse = Readonly<{ courseId: string | null }>;

const byCompany = ({ organisationId }: OfCompany): string => organisationId;
const byCourse = ({ courseId }: OfCourse): string => courseId ?? "";

/** The loaders of room for people: one statement for all keys of a tick. */
export function roomLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    opening: rowLoader(
      async (ids: Ids) => findOpenings(await reader(), ids),
      ({ id }) => id,
    ),
    openingsOfCompany: rowsLoader(async (ids: Ids) => findOpeningsOfCompanies(await reader(), ids), byCompany),
    openingsOfCourse: rowsLoader(async (ids: Ids) => findOpeningsOfCourses(await reader(), ids), byCourse),
    fills: rowsLoader(
      async (ids: Ids) => findFills(await reader(), ids),
      ({ openingId }) => openingId,
    ),
    placesOfCourse: rowsLoader(async (ids: Ids) => findPlacesOfCourses(await reader(), ids), byCourse),
    placesOfCompany: rowsLoader(async (ids: Ids) => findPlacesOfCompanies(await reader(), ids), byCompany),
    bookings: rowsLoader(
      async (ids: Ids) => findBookings(await reader(), ids),
      ({ placeId }) => placeId,
    ),
    hiresOfCourse: rowsLoader(async (ids: Ids) => findHiresOfCourses(await reader(), ids), byCourse),
    hiresOfCompany: rowsLoader(async (ids: Ids) => findHiresOfCompanies(await reader(), ids), byCompany),
    workplacesOfCompany: rowsLoader(async (ids: Ids) => findWorkplacesOfCompanies(await reader(), ids), byCompany),
    readinessOfCompany: rowsLoader(async (ids: Ids) => findReadinessOfCompanies(await reader(), ids), byCompany),
  };
}
