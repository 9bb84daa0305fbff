/** What each reason of this service means, in Danish. A code without a text does not compile. */
import type { AccessRequestRefusalCode } from "../access-request/refusals.ts";
import type { EmergencyRefusalCode } from "../emergency/refusals.ts";
import type { IdentityRefusalCode } from "../identity/refusals.ts";
import type { ParticipantImportRefusalCode } from "../participant-import/refusals.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";

const MISMATCH = "Idempotensnøglen er allerede brugt til en anden forespørgsel: vælg en ny.";

export const PARTICIPANT_DANISH: Readonly<Record<ParticipantRefusalCode, string>> = {
  CONFLICT: "Deltagelsen er ændret af en anden, siden den blev læst: læs den igen.",
  IDEMPOTENCY_MISMATCH: MISMATCH,
  ILLEGAL_TRANSITION: "Trinnet kan ikke følge efter den tilstand, som deltagelsen er i.",
  ROW_UNKNOWN:
    "Deltagelsen har ingen sådan række: forløb, virksomhedsplacering, ansættelse, aktivitet, match, måling eller tilknytning.",
  MUNICIPALITY_UNKNOWN: "Koden hører ikke til nogen af de 98 kommuner.",
  MUNICIPALITY_NOT_IN_PROGRAMME: "Kommunen deltager ikke i indsatsen den dag.",
  DUPLICATE_OPEN_PARTICIPATION: "Borgeren har allerede en åben deltagelse i indsatsen.",
  ALREADY_PARTICIPATED:
    "Borgeren har været med i indsatsen: den, der vender tilbage, tælles én gang, under den første deltagelse.",
  PERSON_MISSING: "En ny borger skal have fødselsdato og køn; en kendt borger en tidligere deltagelse.",
  PRIOR_PARTICIPATION_MISSING:
    "En tidligere deltager skal have en tidligere deltagelse, angivet ved id eller ved indsatsens navn.",
  GATE_MISMATCH: "Indgangen passer ikke til borgerens seneste job.",
  PRIOR_EFFORT_MISSING: "En henvisning skal have en tidligere indsats eller grunden til, at der ikke er nogen.",
  TARGET_GROUP_MISMATCH: "Borgeren er ikke i indsatsens målgruppe.",
  REASON_REQUIRED: "Trinnet skal begrundes.",
  NO_CAPACITY: "Kommunens pladser i indsatsen er optaget.",
  ENTRY_FACTS_INCOMPLETE: "De startoplysninger, som alle rapporter kræver, er ikke alle registreret.",
  ENTRY_FACTS_FROZEN:
    "Startoplysninger bliver, som de var ved den første start; en fejl rettes med begrundelse på deltagelsen.",
  OUTSIDE_PROGRAMME_PERIOD: "Dagen ligger uden for indsatsens periode.",
  COURSE_GATE_MISMATCH: "Forløbstypen passer ikke til den måde, borgeren er kommet ind på.",
  PLACEMENT_OVERLAP: "Borgeren er allerede placeret i samme virksomhed på en af dagene.",
  HOURS_LIMIT: "Timerne er ikke over 0 med én decimal, eller der er flere på en uge, end der må være.",
  HYBRID_SAME_TASKS: "En hybridpraktik kræver andre opgaver i de lønnede timer end i praktikken.",
  FORM_NOT_COUNTED: "Arbejdsformen eller timetallet er ikke det, som indsatsen tæller som et job.",
  EMPLOYER_UNKNOWN: "Virksomheden er ikke en organisation, der kendes her.",
  INDICATOR_ALREADY_COUNTED: "Et job for denne deltagelse er allerede talt.",
  NO_OPEN_EMPLOYMENT: "Der er ingen igangværende ansættelse.",
  NO_ENDED_EMPLOYMENT: "Der er ingen afsluttet ansættelse, eller en ansættelse er stadig i gang.",
  OPEN_PLACEMENT: "En virksomhedsplacering er stadig i gang.",
  END_FORM_MISSING: "Slutskemaet er ikke underskrevet.",
  DATE_ORDER: "Dagen ligger før en anden dag, som den skal komme efter.",
  DATE_IN_FUTURE: "Dagen ligger ude i fremtiden.",
  LEAVE_DATE_IN_FUTURE: "Udmeldelsesdagen ligger ude i fremtiden.",
  VALUE_OUT_OF_RANGE: "Tallet er uden for det mulige.",
  TOO_EARLY: "Den tid, som opfølgningen handler om, er ikke begyndt.",
  ALREADY_RECORDED: "Opfølgningen er allerede registreret.",
  RESULT_OUTSIDE_WINDOW: "Dagen ligger efter den tid, som opfølgningen handler om.",
  FOLLOW_UP_PENDING: "En opfølgning mangler at blive registreret.",
  PROGRAMME_CLOSED: "Indsatsen kører ikke den dag.",
  OUTSIDE_PARTICIPATION: "Dagen ligger uden for deltagelsen.",
  HOURS_ABOVE_DAY: "Dagens aktiviteter varer tilsammen længere end et døgn.",
  OPENING_UNKNOWN: "Indsatsen har ingen sådan jobåbning.",
  OPENING_CLOSED: "Jobåbningen er ikke åben den dag.",
  NOT_READY: "Deltagelsen er ikke i en tilstand, hvor borgeren kan være klar til job eller få et job foreslået.",
  NO_OPEN_READINESS: "Borgeren er ikke meldt klar til job den dag eller senere.",
  NEED_UNKNOWN: "En kode er ikke et af de behov, der kan angives.",
  PARTNERSHIP_NOT_SIGNED: "Indsatsen har intet partnerskab med dette id, som alle parter havde underskrevet på dagen.",
  PARTNERSHIP_CLOSED: "Partnerskabet er afsluttet: der henvises ikke længere til det.",
  CPR_IN_WRONG_FIELD: "Et felt indeholder, hvad der kan være et CPR-nummer.",
  ALREADY_MATCHED: "Deltageren er allerede foreslået til jobåbningen.",
  INSTRUMENT_VERSION_UNKNOWN: "Måleredskabet findes ikke i denne version.",
  RATER_NOT_ALLOWED: "Måleredskabet har ingen spørgsmål til denne besvarer.",
  ITEM_UNKNOWN: "Spørgsmålet er ikke et af dem, besvareren skal svare på.",
  ITEM_REPEATED: "Spørgsmålet er besvaret to gange.",
  SCORE_OUT_OF_RANGE: "Scoren er ikke et helt tal på måleredskabets skala.",
  SCORES_MISSING: "Ingen spørgsmål er besvaret.",
  MEASUREMENT_BEFORE_ENTRY: "Deltagelsen var ikke begyndt på måledagen.",
  ALREADY_MEASURED: "Besvareren har allerede målt med samme redskab den dag.",
  CASEWORKER_INVALID:
    "Sagsbehandlerens initialer er tomme, for lange eller indeholder, hvad der kan være et CPR-nummer.",
  ALREADY_OWNER: "Sagsbehandleren er allerede tilknyttet deltagelsen på en af dagene.",
  OWNER_ENDED: "Tilknytningen er afsluttet.",
};

export const IDENTITY_DANISH: Readonly<Record<IdentityRefusalCode, string>> = {
  CPR_SHAPE: "Nummeret er ikke ti cifre med eller uden bindestreg.",
  CPR_DATE: "De første seks cifre er ikke en dato, eller nummeret er et erstatningsnummer, som ikke bruges her.",
  CPR_IN_WRONG_FIELD: "Et felt, der ikke er til det, indeholder, hvad der kan være et CPR-nummer.",
  CPR_NOT_OF_PERSON: "Nummeret angiver en anden fødselsdato eller et andet køn, end deltagelsens borger har.",
  NAME_MISSING: "Navnet mangler.",
  NAME_TOO_LONG: "Navnet er længere end 200 tegn.",
  NOTHING_TO_CORRECT: "Rettelsen angiver hverken navn, nummer eller grundlag.",
  IDENTITY_EXISTS: "Deltagelsens borger er allerede registreret med navn og nummer.",
  IDENTITY_MISSING: "Der er ikke registreret navn og nummer, som kan rettes.",
  ALREADY_PARTICIPATES: "Borgeren har en åben deltagelse i denne indsats i denne kommune.",
  RETENTION_DAY_PAST: "Dagen, indtil hvilken resten skal opbevares, ligger ikke ude i fremtiden.",
  NOT_RESTRICTED: "Borgerens oplysninger er ikke begrænset: der er ingen begrænsning at ophæve.",
  ERASED: "Borgerens oplysninger er slettet; det, der er tilbage, forbliver begrænset, indtil det også slettes.",
  INFORMED_DAY_AHEAD: "Dagen, da borgeren fik besked om, at begrænsningen ophæves, ligger ude i fremtiden.",
  TOO_MANY_LOOKUPS: "Tokenet har slået for mange numre op på en time.",
  IDEMPOTENCY_MISMATCH: MISMATCH,
};

export const PARTICIPANT_IMPORT_DANISH: Readonly<Record<ParticipantImportRefusalCode, string>> = {
  PROGRAMME_UNKNOWN: "Der er ingen indsats med dette id, som du må indlæse til.",
  FILE_NAME: "Filnavnet er tomt, for langt eller indeholder, hvad der kan være et CPR-nummer.",
  CONTENT_UNREADABLE: "Indholdet er ikke base64 eller ikke pakket med gzip, som det er angivet.",
  IMPORT_HAS_ERRORS: "Filen har fejl; ret dem, og send filen igen.",
  IMPORT_FILE_GONE: "Filen opbevares ikke længere, eller en anden har sendt den; send den igen.",
  IMPORT_OUTDATED: "Noget er ændret, siden filen blev kontrolleret, og nu har den fejl.",
  CONFLICT: "Indlæsningen har en anden version end den forventede: læs den igen.",
  IDEMPOTENCY_MISMATCH: MISMATCH,
};

export const ACCESS_REQUEST_DANISH: Readonly<Record<AccessRequestRefusalCode, string>> = {
  DATE_IN_FUTURE: "Dagen ligger ude i fremtiden.",
  DATE_ORDER: "Svaret er dateret før den dag, da anmodningen kom.",
  ALREADY_OPEN: "Borgeren har allerede en anmodning om indsigt, som ikke er besvaret.",
  ALREADY_ANSWERED: "Anmodningen er allerede besvaret.",
  CPR_IN_WRONG_FIELD: "Et felt indeholder, hvad der kan være et CPR-nummer.",
  IDEMPOTENCY_MISMATCH: MISMATCH,
};

export const EMERGENCY_DANISH: Readonly<Record<EmergencyRefusalCode, string>> = {
  REASON_TOO_SHORT: "Begrundelsen siger for lidt: den har færre end 20 tegn.",
  TEXT_TOO_LONG: "Teksten er længere end 500 tegn.",
  MINUTES_OUT_OF_RANGE: "Minutterne er ikke et helt tal fra 1 til 60.",
  ALREADY_VISIBLE: "Alle personens deltagelser ligger inden for dine egne afgrænsninger: der er intet at åbne.",
  ANOTHER_IS_OPEN: "Du har allerede en anden person åben: én ad gangen.",
  CPR_SHAPE: "Nummeret er ikke ti cifre med eller uden bindestreg.",
  CPR_DATE: "De første seks cifre er ikke en dato, eller nummeret er et erstatningsnummer, som ikke bruges her.",
  CPR_NOT_FOUND: "Ingen, som kan åbnes, har dette nummer: det er ukendt, eller borgerens data er begrænset.",
  TOO_MANY_LOOKUPS: "Tokenet har slået for mange numre op på en time.",
  ALREADY_ENDED: "Nødadgangen er ophørt.",
  STILL_OPEN: "Nødadgangen er stadig åben: den gennemgås, når den er ophørt.",
  OWN_ACCESS: "Ingen gennemgår sin egen nødadgang.",
  ALREADY_REVIEWED: "Nødadgangen er allerede gennemgået.",
  CONFLICT: "Nødadgangen er ændret af en anden, siden den blev læst: læs den igen.",
  CPR_IN_WRONG_FIELD: "Et felt indeholder, hvad der kan være et CPR-nummer.",
  IDEMPOTENCY_MISMATCH: MISMATCH,
};
