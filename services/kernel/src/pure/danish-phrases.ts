/** Danish for what the kernel and the gateway say by themselves. */
import type { Phrases } from "./language.ts";

export const KERNEL_PHRASES: Phrases = {
  "{} needs the scope {}.": "{1} kræver adgangen {2}.",
  'Leave {} out, or ask whoever issued the token "{!}" for {}.':
    'Udelad {1}, eller bed udstederen af tokenet "{2}" om {3}.',
  "This token may not do {!}.": "Dette token må ikke udføre {1}.",
  "The rows behind {} need the scope {}.": "Rækkerne bag {1} kræver adgangen {2}.",
  "This code is not counted here: ask for some of {!}.": "Denne kode tælles ikke her: vælg blandt {1}.",
  "Figures are not divided by that: ask for one of {!}.": "Tallene kan ikke opdeles sådan: vælg en af {1}.",
  "This token sees {}: ask as of the last day of one, as {}.":
    "Dette token ser {1}: spørg pr. den sidste dag i en periode, fx {2}.",
  "This token sees {}: leave {} out, or name the end of one in UTC, {} at the latest.":
    "Dette token ser {1}: udelad {2}, eller angiv afslutningen af en periode i UTC, senest {3}.",
  "no rows, and figures of whole quarters": "ingen rækker og kun tal for hele kvartaler",
  "whole months": "kun hele måneder",
  "first is between 1 and {}": "first skal være mellem 1 og {1}.",
  "first is between 1 and {}.": "first skal være mellem 1 og {1}.",
  "after belongs to another list, filter or caller; ask for this list from the start":
    "after hører til en anden liste, et andet filter eller en anden bruger; hent listen forfra.",
  "after is no cursor of ours; ask for the list from the start":
    "after er ikke en af vores cursorer; hent listen forfra.",
  "This idempotencyKey was used before with another input ({!}): choose a new key for a new request.":
    "Denne idempotencyKey er allerede brugt med et andet input ({1}): vælg en ny nøgle til en ny forespørgsel.",
  "This idempotencyKey was used before with another input (the operation): choose a new key for a new request.":
    "Denne idempotencyKey er allerede brugt til en anden handling: vælg en ny nøgle til en ny forespørgsel.",
  "The {} service took too long. Try again.": "Tjenesten {1} var for længe om at svare. Prøv igen.",
  "The {} service does not answer. Its fields are empty; try again.":
    "Tjenesten {1} svarer ikke. Dens felter er tomme; prøv igen.",
  "signed-in": "signed-in",
  public: "public",
  participant: "participant",
  partnership: "partnership",
  accelerator: "accelerator",
  finance: "finance",
  "This takes longer than a request may take. Ask for less at a time: fewer groups, or one at a time.":
    "Det tager længere tid, end en forespørgsel må. Bed om mindre ad gangen: færre grupper, eller én ad gangen.",
  "The service is busy just now. Try again in a moment.": "Tjenesten har travlt lige nu. Prøv igen om et øjeblik.",
  "The text holds a character that cannot be kept: U+0000, or half of a surrogate pair.":
    "Teksten indeholder et tegn, der ikke kan gemmes: U+0000 eller et halvt surrogatpar.",
  "Only the gateway and the services of this system are answered here.":
    "Her svares der kun på kald fra gatewayen og systemets egne tjenester.",
};

export const GATEWAY_PHRASES: Phrases = {
  "The token is not valid: ask whoever issued it for a new one.": "Tokenet er ikke gyldigt: bed udstederen om et nyt.",
  "{} is not open without a token (scope {}).": "{1} kan ikke læses uden token (adgang {2}).",
  "{!} is not open without a token.": "{1} kan ikke læses uden token.",
  'Send "Authorization: Bearer <token>" with a token that holds the scope, or leave {!} out.':
    'Send "Authorization: Bearer <token>" med et token, der giver adgangen, eller udelad {1}.',
  'The alias "{!}" is refused: it is the name of another field or a reserved name.':
    'Aliasset "{1}" afvises: det er navnet på et andet felt eller et reserveret navn.',
  'Take another alias, for example "v_{!}".': 'Vælg et andet alias, fx "v_{1}".',
  "The request names no operation of its document; with several operations operationName tells which.":
    "Forespørgslen nævner ingen operation i sit dokument; er der flere, angiver operationName hvilken.",
  "The graph has no {!}.": "Grafen har ingen {1}.",
  "The variables hold more than {} values that do not fit.": "Variablerne har flere end {1} værdier, der ikke passer.",
  "The operation has {} {}; {} is the most.": "Forespørgslen har {1} {2}; {3} er det højeste.",
  "fields within fields": "felter inden i felter",
  aliases: "aliasser",
  directives: "direktiver",
  fragments: "fragmenter",
  selections: "valg af felter",
  "selections of fields selected before": "valg af felter, der allerede er valgt",
  "fields of Query": "felter under Query",
  "fields of Mutation": "felter under Mutation",
  "Ask for less at a time, or in several requests.": "Bed om mindre ad gangen, eller del forespørgslen i flere.",
  "Ask for less at a time.": "Bed om mindre ad gangen.",
  "{!} costs {} of it: ask for a smaller `first`, or leave it out.":
    "{1} koster {2} af det: bed om et mindre `first`, eller udelad feltet.",
  "The operation can cost {}; {} is the most.": "Forespørgslen kan koste {1}; {2} er det højeste.",
  "The operation can cost {}, and {} is left. Ask again in {} seconds.":
    "Forespørgslen kan koste {1}, og der er {2} tilbage. Prøv igen om {3} sekunder.",
  "This token runs stored documents only.": "Dette token må kun udføre registrerede dokumenter.",
  "Send documentId (sha256: and the hex SHA-256 of a file in schema/operations) instead of query.":
    "Send documentId (sha256: og SHA-256 i hex af en fil i schema/operations) i stedet for query.",
  "Send the id of a stored document or a text, not both.":
    "Send enten id på et registreret dokument eller en tekst, ikke begge dele.",
  "No document is stored under this id.": "Der er ikke registreret noget dokument med dette id.",
  "documentId is given more than once.": "documentId er angivet mere end én gang.",
  "documentId is a text.": "documentId skal være en tekst.",
  "extensions.persistedQuery.sha256Hash is a text.": "extensions.persistedQuery.sha256Hash skal være en tekst.",
  "The gateway is stopping. Ask again in a moment.": "Gatewayen er ved at lukke ned. Prøv igen om et øjeblik.",
  "Use GET or POST.": "Brug GET eller POST.",
  "The request cannot be read.": "Forespørgslen kan ikke læses.",
  "There is nothing at this address.": "Der er ikke noget på denne adresse.",
  "The body is larger than 1 MB.": "Indholdet er større end 1 MB.",
  "Introspection is switched off.": "Introspektion er slået fra.",
};
