/** Parts of sentences that the rules of this service put together, and faults, in Danish. */
import type { Phrases } from "@inclusion/kernel";

export const WORD_PHRASES: Phrases = {
  "There is no participation of this id that you may see.": "Der er ingen deltagelse med dette id, som du må se.",
  "There is no import of this id that you may see.": "Der er ingen indlæsning med dette id, som du må se.",
  "There is no such municipality in a programme that you may see.":
    "Der er ingen sådan kommune i en indsats, som du må se.",
  "There is no programme of this id that you may import to.":
    "Der er ingen indsats med dette id, som du må indlæse til.",
  "The year of a half-year is between 1 and 9998.": "Året for et halvår skal være mellem 1 og 9998.",
  "Name each indicator once, with a promised number from 1.": "Angiv hver indikator én gang med et mål på mindst 1.",
  "partnershipId is no id.": "partnershipId er ikke et id.",
  "{} is a whole number from {} to {}.": "{1} skal være et helt tal fra {2} til {3}.",
  "A period has both from and to.": "En periode har både from og to.",
  "This token asks for whole periods of the calendar: {!}.":
    "Dette token kan kun spørge på hele kalenderperioder: {1}.",
  "A period ends on or after the day on which it begins.": "En periode slutter tidligst den dag, den begynder.",
  "State halfYear, or from and to, and not both.": "Angiv enten halfYear eller from og to, ikke begge dele.",
  "Rows and columns are two different cuts, and one of them at most by place.":
    "Rækker og kolonner skal være to forskellige opdelinger, og højst den ene må være geografisk.",
  "No days are measured to {} by group.": "Der måles ikke dage til {1} pr. gruppe.",
  "Only measurements of the same instrument, version and rater can be compared.":
    "Kun målinger med samme redskab, version og besvarer kan sammenlignes.",
  "{!} is measured every {} months: after {} the next is due from {}, not on {}.":
    "{1} måles hver {2}. måned: efter {3} er den næste måling tidligst {4}, ikke {5}.",
  "Count every complete record in one of CO01, CO03 and CO05.":
    "Tæl hver fuldstændig registrering i én af CO01, CO03 og CO05.",
  "Count every complete record in one of CO01, CO03 and CO05 alone.":
    "Tæl hver fuldstændig registrering i kun én af CO01, CO03 og CO05.",
  "State labour status and education at entry; until then the record counts in the total alone.":
    "Oplys arbejdsmarkedsstatus og uddannelse ved start; indtil da tæller registreringen kun i totalen.",
  "State the day on which the sensitive questions were asked.": "Oplys dagen, hvor de følsomme spørgsmål blev stillet.",
  "Record the exit, or take the answer back.": "Registrér udmeldelsen, eller træk svaret tilbage.",
  "Record the answer for a day within its window.": "Registrér svaret for en dag inden for opfølgningens tid.",
  "Count in {} only who has left.": "Tæl kun dem i {1}, der er udmeldt.",
  "Count in {} only who is in {}.": "Tæl kun dem i {1}, der er i {2}.",
  "Count in {} only who is in {}: look at the entry facts.": "Tæl kun dem i {1}, der er i {2}: se startoplysningerne.",
  "the first day in the programme": "den første dag i indsatsen",
  "the first day": "den første dag",
  "the first day of the participation": "deltagelsens første dag",
  "the first day of the course": "forløbets første dag",
  "the end of the course": "forløbets slutning",
  "the last day of a course": "et forløbs sidste dag",
  "the first day of a placement": "en virksomhedsplacerings første dag",
  "the first day of the placement": "virksomhedsplaceringens første dag",
  "the last day of a placement": "en virksomhedsplacerings sidste dag",
  "the first day of the job": "jobbets første dag",
  "the end of the employment": "ansættelsens slutning",
  "the end of the job before": "det forrige jobs slutning",
  "the start of aftercare": "efterværnets start",
  "the day of leaving": "udmeldelsesdagen",
  "the day of birth": "fødselsdagen",
  "the day on which the place was given": "dagen, hvor pladsen blev givet",
  "the screening": "visitationen",
  "the referral": "henvisningen",
  "the day the match was {}": "dagen, hvor matchet blev {1}",
  "has not begun": "er ikke begyndt",
  "runs from {} to {}": "løber fra {1} til {2}",
  "from {} to {}": "fra {1} til {2}",
  "{} to {}": "{1} til {2}",
  "an open end": "en åben slutdato",
  "an open start": "en åben startdato",
  "{}, due on {}": "{1}, forfalder {2}",
  now: "nu",
  nothing: "ingenting",
  "The person asked on {} and is answered by {}: answer that request.":
    "Borgeren anmodede den {1} og skal have svar senest den {2}: besvar den anmodning.",
  "There is no request of this id that you may see.": "Der er ingen anmodning med dette id, som du må se.",
  "The request was answered on {}.": "Anmodningen blev besvaret den {1}.",
  "The request came on {}: an answer is of that day or later.":
    "Anmodningen kom den {1}: et svar er fra den dag eller senere.",
  "Give a day that has come: today is {}.": "Angiv en dag, der er kommet: i dag er det den {1}.",
  "Give a period of more than 0 and at most {} days.": "Angiv en periode på mere end 0 og højst {1} dage.",
  "There is no participation of this id that can be opened.": "Der er ingen deltagelse med dette id, som kan åbnes.",
  "There is nobody of this number who can be opened.": "Der er ingen med dette nummer, som kan åbnes.",
  "This token has searched by {} numbers within an hour: go on later.":
    "Dette token har slået {1} numre op inden for en time: fortsæt senere.",
  "You see every participation of this person within your own limits: read {}.":
    "Du ser alle borgerens deltagelser inden for dine egne afgrænsninger: læs {1}.",
  "The access has been changed since version {}: read version {} and decide again.":
    "Adgangen er ændret siden version {1}: læs version {2}, og tag stilling igen.",
  "Your emergency access {} is open until {}: close it first.": "Din nødadgang {1} er åben indtil {2}: luk den først.",
  "There is no emergency access of this id that you may see.": "Der er ingen nødadgang med dette id, som du må se.",
  "Say in at least {} characters why it cannot wait: it is read by the data protection officer.":
    "Skriv med mindst {1} tegn, hvorfor det ikke kan vente: det læses af databeskyttelsesrådgiveren.",
};
