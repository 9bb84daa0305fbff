/** What each indicator of this service counts, and what programmes promise, in Danish. */
import type { Phrases } from "@inclusion/kernel";

const TARGETS: Phrases = {
  "Citizens who start the entry course; once per participation.":
    "Borgere, der begynder på indgangsforløbet; én gang pr. deltagelse.",
  "Citizens who complete the entry course; once per participation.":
    "Borgere, der gennemfører indgangsforløbet; én gang pr. deltagelse.",
  "Citizens hired by a company in the accelerator; once per participation.":
    "Borgere, der ansættes i en virksomhed i acceleratoren; én gang pr. deltagelse.",
  "Citizens hired by any other employer, and not counted in 3B.3.":
    "Borgere, der ansættes hos enhver anden arbejdsgiver og ikke er talt med i 3B.3.",
  "Social enterprises accepted into the accelerator.": "Socialøkonomiske virksomheder, der er optaget i acceleratoren.",
  "Accelerator companies that have grown beyond their frozen baseline.":
    "Virksomheder i acceleratoren, der er vokset ud over deres fastlåste udgangspunkt.",
  "Training and internship places established; counted once each.":
    "Oprettede oplærings- og praktikpladser; talt én gang hver.",
  "Ordinary unemployed people hired by accelerator companies.":
    "Almindelige ledige, der er ansat af virksomheder i acceleratoren.",
  "Published cases of growth partnerships; one a partnership.":
    "Offentliggjorte cases om vækstpartnerskaber; én pr. partnerskab.",
};

const PARTNERSHIPS: Phrases = {
  "Published cases of partnerships; one a partnership, until it is taken back.":
    "Offentliggjorte cases om partnerskaber; én pr. partnerskab, indtil den trækkes tilbage.",
  "Other actors that grew through a partnership; one a municipality.":
    "Andre aktører, der er vokset gennem et partnerskab; én pr. kommune.",
  "Municipalities that take part.": "Kommuner, der deltager.",
  "Partnerships that were ever drafted.": "Partnerskaber, der på et tidspunkt er udarbejdet i udkast.",
  "Partnerships that all parties have ever signed, from the last signature.":
    "Partnerskaber, som alle parter på et tidspunkt har underskrevet, fra den sidste underskrift.",
  "Growth partnerships among those signed.": "Vækstpartnerskaber blandt de underskrevne.",
  "Public-private social-economy partnerships among those signed.":
    "Offentlig-private socialøkonomiske partnerskaber blandt de underskrevne.",
  "Other partnerships among those signed.": "Andre partnerskaber blandt de underskrevne.",
  "Partnerships in force on the day, neither anchored nor ended.":
    "Partnerskaber, der er i kraft på dagen, hverken forankret eller ophørt.",
  "Partnerships that were ever carried on after the EU support.":
    "Partnerskaber, der på et tidspunkt er videreført efter EU-støtten.",
  "Growth partnerships among those anchored.": "Vækstpartnerskaber blandt de forankrede.",
  "Public-private social-economy partnerships among those anchored.":
    "Offentlig-private socialøkonomiske partnerskaber blandt de forankrede.",
  "Other partnerships among those anchored.": "Andre partnerskaber blandt de forankrede.",
  "Partnerships that have ended.": "Partnerskaber, der er ophørt.",
  "Partnerships in force that lack a party they need.": "Partnerskaber i kraft, der mangler en part, som de skal have.",
  "Jobs that parties have promised, as the promises stand.":
    "Job, som parterne har givet tilsagn om, som tilsagnene står.",
  "Training places that parties have promised, as the promises stand.":
    "Oplæringspladser, som parterne har givet tilsagn om, som tilsagnene står.",
};

const DEMAND: Phrases = {
  "Tenders with a social clause, by the day they were published.":
    "Udbud med en social klausul, på den dag de blev offentliggjort.",
  "Tenders with a social clause that were awarded.": "Udbud med en social klausul, der er tildelt.",
  "Social clauses of tenders that were not cancelled.": "Sociale klausuler i udbud, der ikke er annulleret.",
  "Labour clauses among them.": "Heraf arbejdsklausuler.",
  "Training clauses among them.": "Heraf uddannelsesklausuler.",
  "Employment clauses among them.": "Heraf beskæftigelsesklausuler.",
  "Reserved contracts among them.": "Heraf reserverede kontrakter.",
  "Social award criteria among them.": "Heraf sociale tildelingskriterier.",
  "People whom winners of tenders with clauses have reported as hired.":
    "Personer, som vindere af udbud med klausuler har indberettet som ansat.",
  "Meetings, campaigns and guides for public buyers.": "Møder, kampagner og vejledninger til offentlige indkøbere.",
  "Listings of social enterprises that are published on the day.":
    "Opslag om socialøkonomiske virksomheder, der er offentliggjort på dagen.",
};

const INITIATIVES: Phrases = {
  "Needs that were registered.": "Behov, der er registreret.",
  "Initiatives that came to be tried.": "Initiativer, der nåede at blive afprøvet.",
  "Social enterprises that initiatives became, each with its register number.":
    "Socialøkonomiske virksomheder, som initiativer er blevet til, hver med sit registreringsnummer.",
  "Development projects that initiatives became.": "Udviklingsprojekter, som initiativer er blevet til.",
  "Initiatives that were given up.": "Initiativer, der er opgivet.",
};

export const DEFINITION_PHRASES: Phrases = { ...TARGETS, ...PARTNERSHIPS, ...DEMAND, ...INITIATIVES };
