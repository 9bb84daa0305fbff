/** Sentences of this service's rules in Danish; the values of a rule stand where the braces are. */
import type { Phrases } from "@inclusion/kernel";

export const FINANCE_PHRASES: Phrases = {
  "There is no claim of this id that you may see.": "Der er ingen udbetalingsanmodning med dette id, som du må se.",
  "There is no line of this id that you may see.": "Der er ingen udgiftslinje med dette id, som du må se.",
  "There is no grant of this id that you may see.": "Der er intet tilsagn med dette id, som du må se.",
  "There is no job of this id that you may see.": "Der er ingen kørsel med dette id, som du må se.",
  "There is no simulation or municipality of this id that you may see.":
    "Der er ingen simulering eller kommune med dette id, som du må se.",
  "There is no simulation of this id that you may see.": "Der er ingen simulering med dette id, som du må se.",
  "There is no outcome of this id that you may see.": "Der er intet resultat med dette id, som du må se.",
  "There is no programme of this id that you may see.": "Der er ingen indsats med dette id, som du må se.",
  "There is no run of this id that you may see.": "Der er ingen betalingskørsel med dette id, som du må se.",
  "There is no such grant that you may see.": "Der er intet sådant tilsagn, som du må se.",
  "The programme has no simulation of this id with a result that you may see.":
    "Indsatsen har ingen simulering med dette id og et resultat, som du må se.",
  "This token sees no outcomes, verified or not.": "Dette token ser ingen resultater, verificerede eller ej.",
  "A lag of verification needs the scope participations:read: leave verificationLagDays out.":
    "En forsinket verificering kræver rettigheden participations:read: udelad verificationLagDays.",
  "verificationLagDays is 0 to 3650.": "verificationLagDays er 0 til 3650.",
  "Give at least one line, each metric once, and no price below 0.":
    "Angiv mindst én linje, hvert mål én gang og ingen pris under 0.",
  "first is between 1 and 1000.": "first skal være mellem 1 og 1000.",
  "Give suspendedDays as a whole number from 0 to {}.": "Angiv suspendedDays som et helt tal fra 0 til {1}.",
  "A rate is two whole numbers of at most 18 digits, the second above 0.":
    "En sats er to hele tal på højst 18 cifre, det andet over 0.",
  "{} is a ratio from 0 to 1, written like 35/1000 or 0.035.":
    "{1} er et forhold fra 0 til 1, skrevet som 35/1000 eller 0.035.",
  "Give one of monthlyBenefit and weeklyBenefit.": "Angiv enten monthlyBenefit eller weeklyBenefit.",
  "The first week is 1 to 10,000.": "Den første uge er 1 til 10.000.",
  "The weeks are 0 to 5,000.": "Ugerne er 0 til 5.000.",
  "There was no ladder on that day: it is in force from 2016-01-04.":
    "Der var ingen refusionstrappe den dag: den gælder fra 2016-01-04.",
  "Years stand in order and without gaps.": "Årene skal stå i rækkefølge og uden huller.",
  "The year is 2016 to 2100: before there was no ladder.": "Året er 2016 til 2100: før var der ingen refusionstrappe.",
  "It has been changed since version {}: read version {} and decide again.":
    "Rækken er ændret siden version {1}: læs version {2}, og tag stilling igen.",
  "The simulation has been changed since version {}: read version {} and decide again.":
    "Simuleringen er ændret siden version {1}: læs version {2}, og tag stilling igen.",
  "The claim is {}; this step follows from {}.": "Udbetalingsanmodningen er {1}; dette trin følger efter {2}.",
  "The outcome is {}; this step follows from {}.": "Resultatet er {1}; dette trin følger efter {2}.",
  "Only what was paid is corrected by a later claim.":
    "Kun det, der er udbetalt, rettes ved en senere udbetalingsanmodning.",
  "The day is still to come.": "Dagen ligger ude i fremtiden.",
  "The day of the invoice is still to come.": "Fakturadagen ligger ude i fremtiden.",
  "The day of payment is still to come.": "Betalingsdagen ligger ude i fremtiden.",
  "The period ends before it begins.": "Perioden slutter, før den begynder.",
  "It was paid before it was invoiced.": "Det er betalt, før det er faktureret.",
  "It was paid before it happened.": "Det er betalt, før det er sket.",
  "The simulation was frozen on {}; what rests on it is decided later.":
    "Simuleringen blev frosset {1}; det, der hviler på den, besluttes senere.",
  "The decision of {} can be replaced by a later one only.": "Beslutningen af {1} kan kun afløses af en senere.",
  "Say why.": "Angiv hvorfor.",
  "Say why it is refused.": "Angiv, hvorfor det afvises.",
  "Say why it is reversed.": "Angiv, hvorfor det tilbageføres.",
  "Say why it is rejected.": "Angiv, hvorfor det forkastes.",
  "Say what was asked or answered.": "Angiv, hvad der er spurgt om eller svaret.",
  "Say what the decision is.": "Angiv, hvad afgørelsen går ud på.",
  "Say what the payer says.": "Angiv, hvad betaleren siger.",
  "Only the service that told it says so: choose another reason.":
    "Det siger kun den tjeneste, som resultatet er meldt fra: vælg en anden grund.",
  "The total is more than 0.": "Totalen skal være over 0.",
  "VAT is not below 0.": "Momsen er ikke under 0.",
  "Say how much was too much, above 0.": "Angiv, hvor meget der var for meget, over 0.",
  "Cost is more than 0; what was too much is corrected in the next claim.":
    "En udgift er over 0; det, der var for meget, rettes i den næste udbetalingsanmodning.",
  "Shares are not below 0, and not more than the total.": "Andelene er ikke under 0 og ikke mere end totalen.",
  "A rate is above 0 and at most the whole.": "En støtteprocent er over 0 og højst det hele.",
  "The grant has no co-financing rate: adjust it first.": "Tilsagnet har ingen støtteprocent: justér det først.",
  "The grant has no version that binds.": "Tilsagnet har ingen bindende version.",
  "Each line once, not below 0, and not more than the total.":
    "Hver linje én gang, ikke under 0 og ikke mere end totalen.",
  "The grant pays for what was paid from {}.": "Tilsagnet dækker det, der er betalt fra {1}.",
  "Claim what was paid by {}; record the day of payment first.":
    "Anmod om det, der er betalt senest {1}; registrér først betalingsdagen.",
  "Only cost beyond ordinary operation is eligible.":
    "Kun udgifter ud over den almindelige drift er støtteberettigede.",
  "This line of the partner's invoice is recorded already.":
    "Denne linje på partnerens faktura er allerede registreret.",
  "Under {} cost of this kind is computed and cannot be stated.":
    "Under {1} beregnes udgifter af denne type og kan ikke angives.",
  "{} of the {} hours are left.": "Der er {1} af de {2} timer tilbage.",
  "The amount is not hours times rate.": "Beløbet er ikke timer gange sats.",
  "State the annual gross cost for hours at an own rate.": "Oplys den årlige bruttolønudgift for timer til egen sats.",
  "A purchase of this size needs papers on how the market was checked.":
    "Et køb af denne størrelse kræver papirer på, hvordan markedet er afprøvet.",
  "Name the company that gets the aid.": "Angiv den virksomhed, der får støtten.",
  "Give 64 lower-case hexadecimal digits.": "Angiv 64 hexadecimale cifre med små bogstaver.",
  "With earlier claims this is more than the grant's eligible total.":
    "Med tidligere udbetalingsanmodninger er det mere end tilsagnets støtteberettigede total.",
  "No paper behind {!}.": "Der mangler bilag til {1}.",
  "Add lines first.": "Tilføj først linjer.",
  "A claim from {} to {} has days of it.": "En udbetalingsanmodning fra {1} til {2} har dage af perioden.",
  "The next cut-off is {}.": "Den næste skæringsdag er {1}.",
  "The cut-off is {}.": "Skæringsdagen er {1}.",
  "The line stands on a claim already.": "Linjen står allerede på en udbetalingsanmodning.",
  "The line stands on a claim: correct it by a later claim.":
    "Linjen står på en udbetalingsanmodning: ret den ved en senere anmodning.",
  "The auditor has had no hand in the claim and belongs to no partner.":
    "Revisor må ikke have arbejdet på udbetalingsanmodningen eller høre til en partner.",
  "Decide every line of the claim once.": "Afgør hver linje i udbetalingsanmodningen én gang.",
  "Accepted and refused are the line's amount.": "Godkendt og afvist skal tilsammen være linjens beløb.",
  "The payers' parts are not the amount.": "Betalernes dele giver ikke beløbet.",
  "By all claims so far it is {} øre, not {}.": "Efter alle udbetalingsanmodninger til nu er det {1} øre, ikke {2}.",
  "More than was accepted cannot be taken back.": "Der kan ikke tages mere tilbage, end der er godkendt.",
  "The claim has no such line, or is of another grant.":
    "Udbetalingsanmodningen har ingen sådan linje eller hører til et andet tilsagn.",
  "The claim has no such line.": "Udbetalingsanmodningen har ingen sådan linje.",
  "The grant has no such line.": "Tilsagnet har ingen sådan linje.",
  "This is no id.": "Dette er ikke et id.",
  "Lines of an invoice are counted from 1.": "Linjer på en faktura tælles fra 1.",
  "A line has a name.": "En linje skal have et navn.",
  "A price is not below 0.": "En pris er ikke under 0.",
  "Name at least one kind of evidence.": "Angiv mindst én type dokumentation.",
  "At least one week is needed, in a window of no fewer.":
    "Der kræves mindst én uge i et vindue på mindst lige så mange.",
  "The floor is 0 to 10000 and the ceiling at least 10000 basis points; shares are not below 0.":
    "Gulvet er 0 til 10000 og loftet mindst 10000 basispoint; andele er ikke under 0.",
  "A baseline is a share from 0 to the whole.": "Et udgangspunkt er en andel fra 0 til det hele.",
  "Name at least one payer, each once, with a weight above 0.":
    "Angiv mindst én betaler, hver én gang, med en vægt over 0.",
  "The version before begins on {}: begin later.": "Den forrige version begynder {1}: begynd senere.",
  "The contract ends before it begins.": "Kontrakten slutter, før den begynder.",
  "A contract has at least one line.": "En kontrakt har mindst én linje.",
  "Each line has a name of its own.": "Hver linje har sit eget navn.",
  "A cap is not below 0.": "Et loft er ikke under 0.",
  "The cut-off is a day from 1 to 28.": "Skæringsdagen er en dag fra 1 til 28.",
  "Days of grace are not below 0.": "Henstandsdage er ikke under 0.",
  "The contract has no such line.": "Kontrakten har ingen sådan linje.",
  "No contract was in force on that day.": "Ingen kontrakt gjaldt den dag.",
  "The participation is not known here.": "Deltagelsen kendes ikke her.",
  "The participation has it already, {}.": "Deltagelsen har det allerede: {1}.",
  "The contract takes {} for {!}.": "Kontrakten godtager {1} for {2}.",
  "This paper stands behind an outcome already: bring another one.":
    "Papiret dokumenterer allerede et resultat: fremlæg et andet.",
  "It was rejected twice and is not reported again.": "Det er afvist to gange og indberettes ikke igen.",
  "Who reported it or brought evidence cannot verify it.":
    "Den, der har indberettet eller dokumenteret det, kan ikke verificere det.",
  "The contract asks for {} weeks of at least {} ordinary hours within {} weeks.":
    "Kontrakten kræver {1} uger med mindst {2} ordinære timer inden for {3} uger.",
  "The caps have moved on to version {}: look at the room that is left, and price again.":
    "Lofterne er nu i version {1}: se, hvor meget der er tilbage, og prissæt igen.",
  "Outcome {} was verified before and has to be priced first.":
    "Resultat {1} er verificeret tidligere og skal prissættes først.",
  "Choose an open run of the programme.": "Vælg en åben betalingskørsel i indsatsen.",
  "The run is closed already.": "Betalingskørslen er allerede lukket.",
  "A run from {} to {} has days of it.": "En betalingskørsel fra {1} til {2} har dage af perioden.",
  "The contract is simulated: no money moves under it.": "Kontrakten er simuleret: der betales ikke under den.",
  "It was paid on {}; this is that payment.": "Det blev betalt {1}; dette er den betaling.",
  "The entries do not sum to 0: have the price looked at.": "Posteringerne summer ikke til 0: få prisen efterset.",
  "It was reversed before.": "Det er allerede tilbageført.",
  "0 to 120 months are looked at afterwards.": "Der ses på 0 til 120 måneder bagefter.",
  "Write the first month as 2019-01; before 2016-02 there is no ladder to share by.":
    "Skriv den første måned som 2019-01; før 2016-02 er der ingen refusionstrappe at dele efter.",
  "A programme runs 1 to 120 months.": "En indsats løber 1 til 120 måneder.",
  "The programme runs {}, not in {}.": "Indsatsen løber {1}, ikke i {2}.",
  "{} is named twice.": "{1} er nævnt to gange.",
  "A year's cost is not negative.": "Et års udgift er ikke negativ.",
  "Give the cost of each year: no grant states any.": "Angiv udgiften for hvert år: intet tilsagn oplyser nogen.",
  "Give the cost of at least one year.": "Angiv udgiften for mindst ét år.",
  "Give groups of persons: nobody is known to have started in the programme's months.":
    "Angiv grupper af personer: ingen vides at være startet i indsatsens måneder.",
  "A municipality has four digits.": "En kommunekode har fire cifre.",
  "A group has 1 to 1,000,000 persons.": "En gruppe har 1 til 1.000.000 personer.",
  "They start in one of the {} months, counted from 0.": "De starter i en af de {1} måneder, talt fra 0.",
  "Weeks with benefit are 0 to 5,000.": "Uger på ydelse er 0 til 5.000.",
  "No rate of this benefit is known, or the ladder does not share it: give monthlyBenefit.":
    "Ydelsens sats kendes ikke, eller refusionstrappen omfatter den ikke: angiv monthlyBenefit.",
  "Amounts per person are at most 100,000 kroner.": "Beløb pr. person er højst 100.000 kroner.",
  "A benefit is 0 to 100,000 kroner a month.": "En ydelse er 0 til 100.000 kroner om måneden.",
  "{}: low is not above mid, nor mid above high.": "{1}: lav er ikke over middel, og middel er ikke over høj.",
  "Say where {} is from.": "Angiv, hvor {1} er fra.",
  "Say where the amounts per person are from.": "Angiv, hvor beløbene pr. person er fra.",
  "Say where the gains are from.": "Angiv, hvor gevinsterne er fra.",
  "A scenario has a name that no other one has.": "Et scenarie har et navn, som intet andet har.",
  "0 to 10,000 draws are taken.": "Der tages 0 til 10.000 trækninger.",
  "A seed is not negative.": "Et frø er ikke negativt.",
  "Give the simulation a name.": "Giv simuleringen et navn.",
  "It is frozen: make another simulation.": "Den er frosset: lav en ny simulering.",
  "A decision rests on a frozen simulation: freeze it first.":
    "En beslutning hviler på en frosset simulering: frys den først.",
  "Run it before it is frozen.": "Kør den, før den fryses.",
  "It is being run: wait for its job, or cancel it.": "Den er ved at blive kørt: vent på kørslen, eller annullér den.",
  "The job is {}.": "Kørslen er {1}.",
  "The municipality has nobody in this simulation.": "Kommunen har ingen personer i denne simulering.",
  "Give the reference of the council's case.": "Angiv henvisningen til kommunalbestyrelsens sag.",
  "The ratios stand in order: low, mid, high.": "Forholdene skal stå i orden: lav, middel, høj.",
  "The ratios stand in order.": "Forholdene skal stå i orden.",
  "{} is {}.": "{1} skal være {2}.",
  "whole months from 0 to 120": "hele måneder fra 0 til 120",
  "a factor from 0 to 10, as 1.1": "en faktor fra 0 til 10, fx 1.1",
  "a share from 0 to 1, as 0.18": "en andel fra 0 til 1, fx 0.18",
  "{} to {}": "{1} til {2}",
  "the start": "starten",
  "the end": "slutningen",
  "This field holds what may be a civil registration number: no person is written of here.":
    "Feltet indeholder, hvad der kan være et CPR-nummer: her skrives ikke om personer.",
};
