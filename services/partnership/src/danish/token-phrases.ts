/** What is said of partners' tokens, in Danish. */
import type { Phrases } from "@inclusion/kernel";

export const TOKEN_PHRASES: Phrases = {
  "It was revoked on {}.": "Det blev tilbagekaldt den {1}.",
  "The token is not valid: ask whoever issued it for a new one.": "Tokenet er ikke gyldigt: bed udstederen om et nyt.",
  "Your token is number {} of a line, and {} is the most: have a token made by whoever made yours.":
    "Dit token er nummer {1} i en række, og {2} er det højeste: få et token lavet af den, der lavede dit.",
  "Name at most {} scopes.": "Angiv højst {1} adgange.",
  "Name at most {} {!}.": "Angiv højst {1} værdier i {2}.",
  "{!} is not given: {}.": "{1} kan ikke gives: {2}.",
  "every token has it: leave it out": "alle tokens har den; udelad den",
  "no partner's token holds it": "ingen partners token kan have den",
  'There is no scope "{!}": {}': 'Der er ingen adgang "{1}": {2}',
  "see `viewer { types }` for those that there are": "se `viewer { types }` for dem, der er.",
  "did you mean {!}?": "mente du {1}?",
  "All {!} are all places: write null for {!} too, or name the {!}.":
    "Alle {1} er alle steder: skriv også null for {2}, eller angiv enkelte {3}.",
  "{!} is not {}.": "{1} er ikke {2}.",
  "four digits": "fire cifre",
  "an id, as the graph gives it": "et id, som grafen angiver det",
  "There is none of {!} that you may see named {!}.": "Blandt {1}, som du må se, er der ingen med navnet {2}.",
  "You do not hold {!}: leave it out.": "Du har ikke {1}: udelad det.",
  "You do not see all {!}: name those it may see.": "Du ser ikke alle {1}: angiv dem, som tokenet må se.",
  "You do not see {!}.": "Du ser ikke {1}.",
  "Your own {}: so does every token made from it.": "Dit eget token {1}: det gør ethvert token lavet af det også.",
  "runs registered documents only": "udfører kun registrerede dokumenter",
  "asks for whole periods only": "spørger kun om hele perioder",
};
