/** Sentences about programmes, organisations and sheets in Danish; the values of a rule stand where the braces are. */
import type { Phrases } from "@inclusion/kernel";

export const PARTNERSHIP_PHRASES: Phrases = {
  "The {} has been changed since version {}: read version {} and decide again.":
    "Posten ({1}) er ændret siden version {2}: læs version {3}, og tag stilling igen.",
  "{} is still to come: give a day up to {}.": "{1} ligger ude i fremtiden: angiv en dag til og med {2}.",
  "{} is still to come: give a day up to today, {}.": "{1} ligger ude i fremtiden: angiv en dag til og med i dag, {2}.",
  "{} is before {} ({}): correct one of the two.": "{1} ligger før {2} ({3}): ret en af de to.",
  "{} is before {}, which it has to follow.": "{1} ligger før {2}, som den skal komme efter.",
  "Say why.": "Angiv hvorfor.",
  "Write something.": "Skriv noget.",
  "Write at most {} characters.": "Skriv højst {1} tegn.",
  "keep it to {} characters": "skriv højst {1} tegn",
  "{!} is empty: write it, or leave it out.": "{1} er tom: udfyld den, eller udelad den.",
  "{!} has {} characters: keep it to {}.": "{1} har {2} tegn: skriv højst {3}.",
  "{!} holds ten digits that may be a person's number: no person is written of here.":
    "{1} indeholder ti cifre, der kan være et CPR-nummer: her skrives ikke om enkeltpersoner.",
  "{!} is {}: give {} to {}.": "{1} er {2}: angiv {3} til {4}.",
  "Give a whole number from {} to {}.": "Angiv et helt tal fra {1} til {2}.",
  "Say who states it, and where: a page, a letter, a register.":
    "Angiv, hvem der oplyser det, og hvor: en side, et brev, et register.",
  "A CVR number has eight digits, of which the first is not 0.":
    "Et CVR-nummer har otte cifre, hvoraf det første ikke er 0.",
  "The digits do not fit one another: one of them is probably mistyped.":
    "Cifrene passer ikke sammen: et af dem er sandsynligvis tastet forkert.",
  "{!} ({}) has this number: use it, or merge the two.":
    "{1} ({2}) har dette nummer: brug den, eller læg de to sammen.",
  "Say what the organisation is: at least one kind.": "Angiv, hvad organisationen er: mindst én type.",
  "There is no organisation of this id.": "Der er ingen organisation med dette id.",
  "Not every organisation is known.": "Ikke alle organisationerne kendes.",
  "It was found to be {}: change that.": "Den er lagt sammen med {1}: ret den i stedet.",
  "It was merged into {} before: merge that.": "Den er allerede lagt sammen med {1}: læg den sammen i stedet.",
  "Name two different organisations.": "Angiv to forskellige organisationer.",
  "They have the register numbers {} and {}: two numbers are two parties.":
    "De har CVR-numrene {1} og {2}: to numre er to organisationer.",
  "Both have a registration or a listing of their own: end that of the one first.":
    "Begge har en egen registrering eller et eget opslag: afslut først den enes.",
  "Another organisation is spelled so: use that one, or merge the two.":
    "En anden organisation staves sådan: brug den, eller læg de to sammen.",
  "Give at most {} spellings.": "Angiv højst {1} stavemåder.",
  "It is {} since {} already.": "Den er allerede {1} siden {2}.",
  "It is no {} that could end.": "Den er ikke {1}, så det kan ikke ophøre.",
  "It was {} until {}: begin after that day.": "Den var {1} til og med {2}: begynd efter den dag.",
  "it is none of the 98 municipalities": "koden er ikke en af de 98 kommuner",
  "{} is none of the 98 municipalities.": "{1} er ikke en af de 98 kommuner.",
  "{} is no region's code.": "{1} er ikke en regionskode.",
  "{} is no region's code": "{1} er ikke en regionskode.",
  "{!} does not exist on {}: it does from {}.": "{1} findes ikke den {2}: den findes fra {3}.",
  "The region {} does not exist today: name one that does.": "Region {1} findes ikke i dag: angiv en, der gør.",
  "It is registered since {} already.": "Den har været registreret siden {1}.",
  "Only a legal person with its own CVR number can be registered: record the number first.":
    "Kun en juridisk person med eget CVR-nummer kan registreres: registrér nummeret først.",
  "Say what shows that {} is met.": "Angiv, hvad der viser, at {1} er opfyldt.",
  "{} stands twice: name it once.": "{1} står to gange: angiv den én gang.",
  "{} stands twice: say both in one offer.": "{1} står to gange: saml begge i ét tilbud.",
  "It is not registered as a social enterprise: register it first.":
    "Den er ikke registreret som socialøkonomisk virksomhed: registrér den først.",
  "The register was last looked up on {}: look it up again, at most 90 days ago counts.":
    "Registret er sidst slået op {1}: slå det op igen; et opslag må højst være 90 dage gammelt.",
  "Only registered social enterprises are listed: record the registration first.":
    "Kun registrerede socialøkonomiske virksomheder kan opslås: indfør registreringen først.",
  "It has a listing: correct that one.": "Den har et leverandøropslag: ret det.",
  "Name at least one thing that can be ordered.": "Angiv mindst én ting, der kan bestilles.",
  "Say where the enterprise delivers: name places, or the whole country.":
    "Angiv, hvor virksomheden leverer: steder eller hele landet.",
  "Write eight digits, as 90910000 or 90910000-9.": "Skriv otte cifre, fx 90910000 eller 90910000-9.",
  "The check digit of {} is {}, not {}: one digit is mistyped.":
    "Kontrolcifferet for {1} er {2}, ikke {3}: et ciffer er tastet forkert.",
  "There is no division {} in the vocabulary.": "Der er ingen hovedgruppe {1} i CPV-glossaret.",
  "A link begins with https://.": "Et link begynder med https://.",
  "{!} has the address {!}: choose another name.": "{1} har adressen {2}: vælg et andet navn.",
  "The programme is {}: nothing of it changes.": "Indsatsen er {1}: den ændres ikke mere.",
  "From {} there is no step {}; there is from {}.": "Fra {1} er der intet trin {2}; det er der fra {3}.",
  "The programme ends on {} already: an extension ends after that day.":
    "Indsatsen slutter allerede {1}: en forlængelse slutter efter den dag.",
  "Publish the final evaluation first.": "Offentliggør først slutevalueringen.",
  "{} claims are not decided for good ({!}): have them accepted or rejected first.":
    "{1} udbetalingsanmodninger er ikke endeligt afgjort ({2}): få dem først godkendt eller afvist.",
  "Freeze the simulation of payments first.": "Frys først simuleringen af betalinger.",
  "Costs are eligible until {}: close after that day.":
    "Udgifter er støtteberettigede til og med {1}: afslut efter den dag.",
  "It takes part since {}: let it leave first.": "Den har deltaget siden {1}: lad den udtræde først.",
  "It took part until {}: begin after that day.": "Den deltog til og med {1}: begynd efter den dag.",
  "{} takes no part in the programme that could change.": "{1} deltager ikke i indsatsen, så der er intet at ændre.",
  "The municipality takes no part in the programme on {}.": "Kommunen deltager ikke i indsatsen den {1}.",
  "The region gives this support already.": "Regionen giver allerede denne støtte.",
  "{!} has this role already.": "{1} har allerede denne rolle.",
  "There is none of this id that goes on.": "Der er ingen igangværende med dette id.",
  "This source said something of this kind on that day already; what was said is never changed.":
    "Kilden har allerede oplyst noget af denne slags den dag; det oplyste ændres aldrig.",
  "This source's figure is recorded already.": "Kildens tal er allerede registreret.",
  "Say at least one day or one amount.": "Angiv mindst én dag eller ét beløb.",
  "Give at least one figure.": "Angiv mindst ét tal.",
  "A total is not below 0.": "En total er ikke under 0.",
  "A budget is not below 0.": "Et budget er ikke under 0.",
  "Support is not below 0 and not more than the total.": "Støtten er ikke under 0 og ikke mere end totalen.",
  "A code is capital letters, digits and underscores.": "En kode består af store bogstaver, cifre og understreger.",
  "A code is capital letters, digits, points and underscores.":
    "En kode består af store bogstaver, cifre, punktummer og understreger.",
  "A SHA-256 is 64 hexadecimal digits.": "En SHA-256 er 64 hexadecimale cifre.",
  "Record the SHA-256 of the file first: it says which file was published.":
    "Registrér først filens SHA-256: den viser, hvilken fil der blev offentliggjort.",
  "Give the document's SHA-256, 64 digits.": "Angiv dokumentets SHA-256 på 64 cifre.",
  "{!} is no media type of a document: use one of {!}.": "{1} er ikke et dokuments medietype: brug en af {2}.",
  "Give an https address without a user's name, at most 1,000 characters.":
    "Angiv en https-adresse uden brugernavn på højst 1.000 tegn.",
  "It is published since {} and stays as it is: register another one.":
    "Den har været offentliggjort siden {1} og ændres ikke: registrér en ny.",
  "The sheet cannot have been read on {}: give a day up to today, {}.":
    "Siden kan ikke være læst den {1}: angiv en dag til og med i dag, {2}.",
  "Hand in the text of a project page.": "Indsend teksten fra en projektside.",
  "Hand in the page of a project; this one calls for applications.":
    "Indsend et projekts side; denne er en ansøgningsrunde.",
  "Hand in a project page that states its dates or amounts under their labels.":
    "Indsend en projektside, der oplyser datoer eller beløb under deres ledetekster.",
  "Hand in one page; {} characters are the most that is read.": "Indsend én side; der læses højst {1} tegn.",
  "Hand in the text.": "Indsend teksten.",
  "Copy the page again as UTF-8 text; letters in this line are lost or mangled.":
    "Kopiér siden igen som UTF-8-tekst; bogstaver i denne linje er tabt eller ødelagt.",
  "Add the title of the programme, in a line above its labels.":
    "Tilføj indsatsens titel i en linje over ledeteksterne.",
  "Add the value of {}, or leave the label out if the page has none.":
    "Tilføj værdien for {1}, eller udelad ledeteksten, hvis siden ingen har.",
  "Add what follows {}; the page seems cut off here.":
    "Tilføj det, der følger efter {1}; siden ser ud til at være skåret af her.",
  "Keep the right {}; line {} has another value.": "Behold den rigtige {1}; linje {2} har en anden værdi.",
  "Keep the right one of {} here and {} in line {}.": "Behold den rigtige af {1} her og {2} i linje {3}.",
  "Keep the right one of {} here and {} in line {} for {}.":
    "Behold den rigtige af {1} her og {2} i linje {3} for {4}.",
  "Write the amount of {}, or leave the line out.": "Skriv beløbet for {1}, eller udelad linjen.",
  "Write the amount {} as on the page, for example 26.103.298 or 1 811 383,21 €.":
    "Skriv beløbet {1} som på siden, fx 26.103.298 eller 1 811 383,21 €.",
  "Write {} as days of the calendar, for example 20.10.2020 or 1. september 2023.":
    "Skriv {1} som dage i kalenderen, fx 20.10.2020 eller 1. september 2023.",
  "Write {} as Nordjylland, Midtjylland, Sydjylland, Fyn, Hovedstaden, Sjælland or Bornholm.":
    "Skriv {1} som Nordjylland, Midtjylland, Sydjylland, Fyn, Hovedstaden, Sjælland eller Bornholm.",
  "Correct the days: {} is before {}, the day the programme starts.":
    "Ret dagene: {1} ligger før {2}, hvor indsatsen begynder.",
  "The parts sum to more than the total; correct the amount that was copied wrongly.":
    "Delene er tilsammen mere end totalen; ret det beløb, der er kopieret forkert.",
  "Correct the amount or the percentage of {}, or add what is missing from the total.":
    "Ret beløbet eller procenten for {1}, eller tilføj det, der mangler i totalen.",
  "State every amount in one currency; {} is not in {} alone.": "Angiv alle beløb i én valuta; {1} er ikke kun i {2}.",
  "This field holds what may be a civil registration number: no person is written of here.":
    "Feltet indeholder, hvad der kan være et CPR-nummer: her skrives ikke om personer.",
};
