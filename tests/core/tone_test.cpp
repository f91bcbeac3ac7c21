#include "core/tone.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "core/tone_phrases.hpp"

namespace amends::core {
namespace {

struct Answer {
    const char* text;
    const char* tone;  // "" for none
};

class ToneOf : public testing::TestWithParam<Answer> {};

TEST_P(ToneOf, IsHeardInItsWords) {
    const auto tone = tone_of(GetParam().text);
    EXPECT_STREQ(tone ? to_word(*tone) : "", GetParam().tone) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Accepts, ToneOf,
    testing::Values(Answer{"Hi Nora,\n\nApology accepted. Let's get on with it.\n\nInes", "accepts"},
                    Answer{"Thanks for being so open about it. All good from our side.", "accepts"},
                    Answer{"No worries at all, these things happen to everybody.", "accepts"},
                    Answer{"I was angry on Monday, I admit it, but you put it right within a day and that counts. We "
                           "are happy to carry "
                           "on with you.",
                           "accepts"},
                    Answer{"Thank you, much appreciated. The new plan works for us.", "accepts"},
                    Answer{"It's fine, really. See you Thursday.", "accepts"},
                    Answer{"Dear Nora, we consider the matter closed. Kind regards, Ines", "accepts"},
                    Answer{"ok, no harm done, thanks", "accepts"},
                    Answer{"We are not angry any more. Thank you for the refund, that settles it.", "accepts"},
                    Answer{
                        "Your letter was refreshing. My boss was furious first, she has calmed down and forgives you.",
                        "accepts"},
                    Answer{"Apology accepted! One more thing: could you send the invoice again?", "accepts"},
                    Answer{"I understand, and I appreciate that you told us straight away.", "accepts"},
                    Answer{"Danke für die ehrlichen Worte. Schwamm drüber, kann passieren.", "accepts"},
                    Answer{"Entschuldigung angenommen, für uns ist das erledigt.", "accepts"},
                    Answer{"Merci pour votre message, ce n’est pas grave du tout.", "accepts"},
                    Answer{"Gracias por avisar, no pasa nada.", "accepts"},
                    Answer{"Grazie, nessun problema da parte nostra.", "accepts"},
                    Answer{"Obrigado pela transparência, está tudo bem.", "accepts"},
                    Answer{"Bedankt voor de uitleg, kan gebeuren.", "accepts"},
                    Answer{"Dziękuję, nic się nie stało.", "accepts"},
                    Answer{"ご連絡ありがとうございます。問題ありません。", "accepts"},
                    Answer{"没关系，谢谢您的说明。", "accepts"}, Answer{"Thanks Nora 👍 all sorted now", "accepts"}));

INSTANTIATE_TEST_SUITE_P(
    Upset, ToneOf,
    testing::Values(
        Answer{"This is the third time. I have had enough of your apologies.", "upset"},
        Answer{"We are cancelling the contract as of the end of the month.", "upset"},
        Answer{"I do not accept your apology. You cost us a customer.", "upset"},
        Answer{"Oh wonderful, another apology. I will add it to my collection.", "upset"},
        Answer{"Thanks for nothing.", "upset"}, Answer{"How generous of you. Ten euros for a ruined weekend!", "upset"},
        Answer{"Sorry does not pay my bills. Who is your manager?", "upset"},
        Answer{"I am extremely disappointed and I expect a full refund.", "upset"},
        Answer{"Are you serious? A voucher? After all this?", "upset"},
        Answer{"Please put me through to your supervisor, I wish to make a complaint.", "upset"},
        Answer{"Our solicitor will be in touch.", "upset"}, Answer{"Frankly this is not good enough.", "upset"},
        Answer{"We have decided to take our business elsewhere. Thank you for the work so far.", "upset"},
        Answer{"I appreciate the letter, but we have found another supplier and will be terminating our agreement.",
               "upset"},
        Answer{"STOP WRITING TO ME. NOBODY HERE WANTS YOUR LETTERS.", "upset"},
        Answer{"We will not be renewing.", "upset"}, Answer{"Your so-called explanation is an insult.", "upset"},
        Answer{"What am I supposed to tell my guests?", "upset"},
        Answer{"Das ist eine Frechheit. Wir kündigen zum Monatsende.", "upset"},
        Answer{"Ich bin wirklich enttäuscht, das hilft uns jetzt auch nichts mehr.", "upset"},
        Answer{"C'est inacceptable, je résilie mon abonnement.", "upset"},
        Answer{"Esto es inaceptable, quiero poner una queja.", "upset"},
        Answer{"È una vergogna, parlerò con il mio avvocato.", "upset"},
        Answer{"Isto é inaceitável e vou apresentar uma reclamação.", "upset"},
        Answer{"Dit is onacceptabel, wij dienen een klacht in.", "upset"},
        Answer{"To jest niedopuszczalne, rezygnujemy ze współpracy.", "upset"},
        Answer{"到底、納得できません。", "upset"}, Answer{"我们无法接受，将会投诉。", "upset"}));

INSTANTIATE_TEST_SUITE_P(
    Question, ToneOf,
    testing::Values(Answer{"Thank you for your letter. When will the new brochures arrive?", "question"},
                    Answer{"Could you send me the corrected invoice, please", "question"},
                    Answer{"Hello, which account does the money go to, the old one or the new one?", "question"},
                    Answer{"Please let me know who will be at the meeting.", "question"},
                    Answer{"One question: does the credit cover the delivery as well?", "question"},
                    Answer{"I don't understand point two. What exactly changes on our side?", "question"},
                    Answer{"Danke. Wann kommt die neue Lieferung? Können Sie mir die Nummer schicken?", "question"},
                    Answer{"Bonjour, pouvez-vous me renvoyer la facture ?", "question"},
                    Answer{"¿Cuándo llegará el pedido?", "question"}, Answer{"Hva gjør vi med resten?", "question"},
                    Answer{"新しい納期はいつになりますでしょうか。", "question"},
                    Answer{"请问什么时候能收到？", "question"}));

INSTANTIATE_TEST_SUITE_P(
    Others, ToneOf,
    testing::Values(
        Answer{"I have read your letter and I must say it leaves me cold. Three weeks without heating and you offer "
               "ten percent?",
               "upset"},
        Answer{"We've decided to part ways. Please send the final invoice.", "upset"},
        Answer{"Another week, another apology. When will you actually fix it?", "upset"},
        Answer{"Honestly, I'm at a loss. I trusted you with my biggest event of the year and you let me down.",
               "upset"},
        Answer{"Please close our account effective immediately.", "upset"},
        Answer{"So you are sorry. Great. My customers are still waiting.", "upset"},
        Answer{"This is not what we pay you for.", "upset"},
        Answer{"I'd like to speak to someone senior about this.", "upset"},
        Answer{"No. This does not make up for it. I want my deposit back.", "upset"},
        Answer{"It is a bit rich to call this a misunderstanding. You simply forgot us.", "upset"},
        Answer{"Well, that's just perfect. Wedding's over, photos arrive. Bravo.", "upset"},
        Answer{"I'm not going to pretend this is okay. We lost the tender because of you.", "upset"},
        Answer{"Don't bother sending the voucher. We won't be using you again.", "upset"},
        Answer{"You have wasted enough of my time.", "upset"},
        Answer{"Thanks Mara. Appreciated. We're fine.", "accepts"},
        Answer{"Hi, got it, thank you for fixing it so fast. On we go.", "accepts"},
        Answer{"Thank you for taking the trouble to explain. I had already forgotten about it.", "accepts"},
        Answer{"That's very decent of you. We'd be glad to take the credit.", "accepts"},
        Answer{"Thanks for letting us know. It could have been worse, and you handled it well.", "accepts"},
        Answer{"I was pretty annoyed, but your call yesterday helped a lot. All is forgiven.", "accepts"},
        Answer{"Dear Mara, the replacement arrived this morning and works perfectly. Thank you.", "accepts"},
        Answer{"We accept the new delivery date. Kind regards", "accepts"},
        Answer{"Yes, the refund has arrived. Thanks, we are good.", "accepts"},
        Answer{"Don't beat yourself up. It happens to the best of us.", "accepts"},
        Answer{"ok thats fine with me, see u tuesday", "accepts"}, Answer{"Thank you, that clears it up.", "accepts"},
        Answer{"Thanks for getting in touch. Is the discount applied to next month's bill too?", "question"},
        Answer{"Hi Mara, which of the two invoices is the right one now?", "question"},
        Answer{"I'd like to understand how this will be prevented in future. Can you tell me more?", "question"},
        Answer{"Who do I call if it happens again?", "question"},
        Answer{"Your letter mentions a new contact. Could you share the phone number?", "question"},
        Answer{"Thank you for the explanation. What do you need from us to go on?", "question"},
        Answer{"We would need the corrected files by Friday, is that possible?", "question"},
        Answer{"Please advise whether the old link still works.", "question"},
        Answer{"I received the letter but no attachment. Please resend.", "question"},
        Answer{"How do I claim the credit you mention?", "question"}));

INSTANTIATE_TEST_SUITE_P(
    StillOthers, ToneOf,
    testing::Values(
        Answer{"You promised Friday. It is now Wednesday and I have heard nothing. I am really cross.", "upset"},
        Answer{"I've forwarded your letter to our legal department.", "upset"},
        Answer{"Sorry is easy to say. Show me the money.", "upset"},
        Answer{"We have lost all patience with your company and will look for an alternative.", "upset"},
        Answer{"Frankly, I found your letter condescending.", "upset"},
        Answer{"You'll excuse me if I don't jump for joy.", "upset"},
        Answer{"This has caused us no end of trouble and your explanation raises more doubts than it answers.",
               "upset"},
        Answer{"I consider the contract void.", "upset"},
        Answer{"My wife was in tears. Think about that before you send out form letters.", "upset"},
        Answer{"How very touching. I'm sure the next outage will come with an even nicer letter.", "upset"},
        Answer{"Cheers Mara, all sorted at our end too.", "accepts"},
        Answer{"You were quick to own up and that's what matters to us.", "accepts"},
        Answer{"We were disappointed, of course, but you have made it right. Looking forward to the next project.",
               "accepts"},
        Answer{"Thank you. I took it up with the team and nobody bears a grudge.", "accepts"},
        Answer{"Received the credit note, thanks. From our point of view this is done and dusted.", "accepts"},
        Answer{"No need to apologise any further.", "accepts"}, Answer{"The new version looks great!", "accepts"},
        Answer{"Good to hear it was found. Let's keep going as planned.", "accepts"},
        Answer{"Does this affect the October shipment?", "question"},
        Answer{"Thanks. Before I answer, may I ask what caused it?", "question"},
        Answer{"I am a little confused: your mail says 40 units, the note says 60.", "question"},
        Answer{"What happens with the goods we already have?", "question"},
        Answer{"Could somebody call me tomorrow between 9 and 11?", "question"},
        Answer{"Thank you for the message. Is the number you gave still the right one for emergencies?", "question"}));

INSTANTIATE_TEST_SUITE_P(
    Peace, ToneOf,
    testing::Values(
        Answer{"Hello Nora, the second coat looks super and the painter even swept the drive. You're back in my good "
               "books.",
               "accepts"},
        Answer{"I have to admit that I expected a fight. Instead I got a fair offer within the hour. Well done.",
               "accepts"},
        Answer{"It's quite all right. My secretary had booked the wrong week herself once.", "accepts"},
        Answer{"Let bygones be bygones. When we next need a marquee we will come to you.", "accepts"},
        Answer{"Nothing was lost except a bit of sleep. Thanks for the honest account.", "accepts"},
        Answer{"Sorry I shouted at your receptionist, she didn't deserve it. All is well now.", "accepts"},
        Answer{"The correct amount has been credited, so from the accounts side this is finished.", "accepts"},
        Answer{"What you're proposing is reasonable. Let's do it that way.", "accepts"},
        Answer{"I'm impressed by how quickly you reacted. Consider the incident closed.", "accepts"},
        Answer{"The missing parts arrived today. Everything fits. Thank you!", "accepts"},
        Answer{"Phew, I thought we'd have to start from scratch. Glad you found the backup.", "accepts"},
        Answer{"Really no need for a refund, but it's kind of you.", "accepts"},
        Answer{"Thank you for the call this morning, I feel much better about the whole thing.", "accepts"},
        Answer{"Please pass my thanks on to the night shift, they saved the day.", "accepts"},
        Answer{"This is a good solution, I have nothing to add.", "accepts"},
        Answer{"I believe you when you say it won't happen again.", "accepts"},
        Answer{"Hey, all fine. I'd have done the same in your shoes.", "accepts"},
        Answer{"Agreed to all points in your letter. See you on the 4th.", "accepts"},
        Answer{"You've more than made up for it. The guests raved about the food.", "accepts"},
        Answer{"I was ready to walk away. You changed my mind.", "accepts"},
        Answer{"Thanks for not hiding behind the small print.", "accepts"},
        Answer{"It didn't cause any trouble on our side, so don't give it another thought.", "accepts"},
        Answer{"Vielen Dank, die Gutschrift ist angekommen und damit ist für uns alles geklärt.", "accepts"},
        Answer{"Ich rechne es Ihnen hoch an, dass Sie sich gemeldet haben.", "accepts"},
        Answer{"Votre geste nous touche, nous restons clients.", "accepts"},
        Answer{"Agradezco su llamada, el problema está resuelto.", "accepts"},
        Answer{"Tutto chiarito, buon lavoro!", "accepts"},
        Answer{"Fijn dat je het zo snel hebt rechtgezet.", "accepts"},
        Answer{"Agradeço a rapidez, ficou tudo bem.", "accepts"},
        Answer{"Doceniam, że Pan zadzwonił. Wszystko jasne.", "accepts"},
        Answer{"Many thanks for your letter. I never doubted you would put it right, and you did.", "accepts"},
        Answer{"Forget it, I've been late myself often enough.", "accepts"},
        Answer{"The lads had a good laugh about the pink paint. It's white now and all's well.", "accepts"},
        Answer{"I'm not one to bear a grudge. On with the show.", "accepts"},
        Answer{"As mistakes go this was a small one. We'll survive.", "accepts"},
        Answer{"Thank you for the prompt correction. There is no further action needed.", "accepts"},
        Answer{"It was a shock at first, but the way you dealt with it was exemplary.", "accepts"},
        Answer{"You fixed the problem before most of our people even noticed.", "accepts"},
        Answer{"Dear all, on behalf of the parish: apology gladly accepted.", "accepts"},
        Answer{"What could have been a disaster turned out rather well, thanks to your quick work.", "accepts"},
        Answer{"We lost a morning, you lost your Sunday. I'd say we're quits.", "accepts"},
        Answer{"The delay didn't matter, the venue had a problem of its own.", "accepts"},
        Answer{"I'll be honest, I was considering a different agency. Your reply convinced me otherwise.", "accepts"},
        Answer{"Okay Nora, sounds like you've got it under control. Cheers.", "accepts"},
        Answer{"I have no complaints about how you handled this.", "accepts"},
        Answer{"Don't worry about the invoice, my bookkeeper spotted it in time.", "accepts"},
        Answer{"Well, you can't say fairer than that.", "accepts"}, Answer{"That's good enough for me.", "accepts"},
        Answer{"Thanks for the frank answer. We'll stick with the plan.", "accepts"},
        Answer{"My mum is delighted with the new sofa. Consider yourself forgiven.", "accepts"},
        Answer{"No need to send anyone, the tap stopped dripping by itself!", "accepts"},
        Answer{"After all these years one bad week doesn't change a thing between us.", "accepts"},
        Answer{"Thank you, I can live with that.", "accepts"},
        Answer{"Halb so schlimm, wir hatten ohnehin Puffer eingeplant.", "accepts"},
        Answer{"N'en parlons plus, l'essentiel est que la commande soit arrivée.", "accepts"},
        Answer{"Todo en orden, gracias por la rapidez.", "accepts"},
        Answer{"Apprezzo che mi abbia chiamato subito, nessun rancore.", "accepts"},
        Answer{"Dank voor het snelle antwoord, alles is weer in orde.", "accepts"}));

INSTANTIATE_TEST_SUITE_P(
    Anger, ToneOf,
    testing::Values(
        Answer{"This is the last letter I'm going to read from you.", "upset"},
        Answer{"The voucher expired before it arrived. That says it all.", "upset"},
        Answer{"You sent an apology to my old address. You can't even get that right.", "upset"},
        Answer{"I don't need a discount on something that doesn't work.", "upset"},
        Answer{"My client walked out. I can't put a figure on that, but you'll be hearing from us.", "upset"},
        Answer{"Nice words, shame nobody acts on them.", "upset"},
        Answer{"Is it so difficult to pick up a phone?", "upset"},
        Answer{"We've been patient for a long time. Not any more.", "upset"},
        Answer{"Three technicians, three different stories. Nobody seems to know what they're doing.", "upset"},
        Answer{"Due to repeated failures on your side we hereby give notice of termination with effect from 31 March.",
               "upset"},
        Answer{"And who is going to explain that to the parents? You?", "upset"},
        Answer{"No, I will not \"bear with you\" any longer.", "upset"},
        Answer{"Your colleague hung up on me. Twice.", "upset"},
        Answer{"It seems to me that you only apologise because you've been caught.", "upset"},
        Answer{"As far as I'm concerned our business relationship is over.", "upset"},
        Answer{"Excellent. A tenner. That'll cover the petrol to the airport and back. Oh wait, it won't.", "upset"},
        Answer{"Honestly? I feel like the smallest customer you have, and treated like it.", "upset"},
        Answer{"The problem still exists. So what exactly are you apologising for?", "upset"},
        Answer{"Please arrange for collection of all your equipment by the end of the week. We no longer require your "
               "services.",
               "upset"},
        Answer{"I had to stand there and apologise to eighty people for your mistake.", "upset"},
        Answer{"If that is your idea of service then God help your other customers.", "upset"},
        Answer{"I expected at least a phone call.", "upset"},
        Answer{"You've charged me twice and apologised once.", "upset"},
        Answer{"That explanation doesn't hold water.", "upset"}, Answer{"Don't bother calling on Friday.", "upset"},
        Answer{"This whole affair has left a very bad taste.", "upset"},
        Answer{"I'm writing to tell you that I'm taking the matter to the small business commissioner.", "upset"},
        Answer{"So sorry, so very sorry, always so sorry. Yawn.", "upset"},
        Answer{"Our auditors are not amused and neither am I.", "upset"},
        Answer{"Nicht einmal angerufen haben Sie. Das ist wirklich unterste Schublade.", "upset"},
        Answer{"Wir sehen uns leider gezwungen, den Auftrag anderweitig zu vergeben.", "upset"},
        Answer{"Ce n'est pas sérieux. Personne ne m'a rappelé.", "upset"},
        Answer{"Llevo tres semanas sin respuesta y ahora me piden paciencia.", "upset"},
        Answer{"Le vostre scuse non mi restituiscono il tempo perso.", "upset"},
        Answer{"Ik wil hier niets meer over horen, stuur de eindafrekening.", "upset"},
        Answer{"Perdi um dia de trabalho por vossa culpa.", "upset"},
        Answer{"Nikt się nie odezwał przez trzy tygodnie.", "upset"},
        Answer{"You say the error was small. It wasn't small to me.", "upset"},
        Answer{"So far I've heard three versions of what happened and believe none of them.", "upset"},
        Answer{"It would have been nice to hear this before I drove sixty miles.", "upset"},
        Answer{"We are not a training ground for your apprentices.", "upset"},
        Answer{"I shall be telling the story at the next chamber of commerce dinner.", "upset"},
        Answer{"You've got some nerve.", "upset"},
        Answer{"Too many mistakes, too little care. We'll let the contract run out.", "upset"},
        Answer{"Your letter is full of I and me. What about us?", "upset"},
        Answer{"I opened the box and it was the wrong colour AGAIN.", "upset"},
        Answer{"Please don't insult my intelligence.", "upset"}, Answer{"My patience is exhausted.", "upset"},
        Answer{"I hope you're proud of yourselves.", "upset"},
        Answer{"Whoever wrote that letter has obviously never spoken to a customer.", "upset"},
        Answer{"I won't be fobbed off with ten percent.", "upset"},
        Answer{"Do not send me another form to fill in. Just pay.", "upset"},
        Answer{"Yes, you're sorry. You were sorry in May too.", "upset"},
        Answer{"We had to cancel the whole event because of you.", "upset"},
        Answer{
            "The person who treated my wife that way still works for you. Therefore we no longer do business with you.",
            "upset"},
        Answer{"Hard to take an apology seriously that gets my name wrong.", "upset"},
        Answer{"I'm at my wits' end with your company.", "upset"},
        Answer{"If the boiler isn't running by tonight I'm sending you the hotel bill.", "upset"},
        Answer{"I have asked three times for a written statement and still have nothing in hand.", "upset"},
        Answer{"We've engaged another firm to finish the job and will forward you their invoice.", "upset"},
        Answer{"Your technician left a hole in my wall and you write about communication.", "upset"},
        Answer{"Delete my number.", "upset"},
        Answer{"Wie stellen Sie sich das vor? Ich habe fünfzig Gäste und kein Essen.", "upset"},
        Answer{"Mit Ihrer Firma bin ich fertig.", "upset"},
        Answer{"C'est la deuxième fois en un mois, nous allons voir ailleurs.", "upset"},
        Answer{"No me sirven sus disculpas, perdí a mi mejor cliente.", "upset"},
        Answer{"Non ci siamo proprio. Chiedo un risarcimento.", "upset"},
        Answer{"Wat een zootje. Ik ga naar een ander.", "upset"},
        Answer{"Não aceito isto, vou falar com o meu advogado.", "upset"},
        Answer{"Proszę więcej do mnie nie pisać.", "upset"}));

INSTANTIATE_TEST_SUITE_P(
    Wanting, ToneOf,
    testing::Values(
        Answer{"Has the courier been told about the new address?", "question"},
        Answer{"If the part is out of stock, how long until you get more?", "question"},
        Answer{"Thanks, that clears up most of it. One thing remains: who signs the delivery note now?", "question"},
        Answer{"Hi, are you able to give me a date?", "question"},
        Answer{"Could you tell me what went wrong with the first batch? Our quality people have to file it.",
               "question"},
        Answer{"I can't open the PDF. Can you send it as a Word file?", "question"},
        Answer{"We have to tell our customers something. What may we say about the cause?", "question"},
        Answer{"Which entrance should the driver use on Tuesday?", "question"},
        Answer{"Before we agree we'd like to see the revised schedule.", "question"},
        Answer{"I need to know whether the damaged pallets will be collected.", "question"},
        Answer{"Is the old password still valid?", "question"},
        Answer{"Do we have to cancel the order ourselves or is that done automatically?", "question"},
        Answer{"How do I get the money back, by cheque or transfer?", "question"},
        Answer{"Please tell me when I can expect the replacement.", "question"},
        Answer{"Who is our new contact now that Ben has left?", "question"},
        Answer{"Would you be able to join a call with our lawyer's office about the licence wording on Monday?",
               "question"},
        Answer{"Did you receive my complaint form of last week?", "question"},
        Answer{"You wrote that two accounts were affected. Was ours one of them?", "question"},
        Answer{"May we keep the faulty one until the new one arrives?", "question"},
        Answer{"Thank you for the offer. Does it include installation?", "question"},
        Answer{"Wie lange dauert die Reparatur noch?", "question"},
        Answer{"Bitte teilen Sie mir mit, wer am Montag kommt.", "question"},
        Answer{"Pourriez-vous m'indiquer le nouveau délai ?", "question"},
        Answer{"¿A qué hora pasará el técnico?", "question"},
        Answer{"Do you know yet why the alarm failed to go off?", "question"},
        Answer{"When do you expect to have the wrong invoices withdrawn?", "question"},
        Answer{"Could you let us have the name of the insurance you mentioned?", "question"},
        Answer{"Does the apology letter need to be countersigned by us?", "question"},
        Answer{"Nora, I'd be interested to hear how you intend to keep the two calendars apart.", "question"},
        Answer{"What does \"partial credit\" mean in practice?", "question"},
        Answer{"Thanks for owning up to it. Can we still get the early bird price?", "question"},
        Answer{"Shall I send the broken lamp back to the shop or to the warehouse?", "question"},
        Answer{"Can you let me have a list of the customers concerned, please.", "question"},
        Answer{"Your mail mentions compensation. How much would that be, roughly?", "question"},
        Answer{"Is there a number I can ring at the weekend?", "question"},
        Answer{"Where exactly did you deliver the parcel? It's not with the neighbours.", "question"},
        Answer{"I'm missing the attachment.", "question"},
        Answer{"Would it be possible to have the work done on a Saturday?", "question"},
        Answer{"We are happy to wait, but how long are we talking about?", "question"},
        Answer{"Am I right in thinking that the contract runs until June?", "question"},
        Answer{"Just one query regarding the timetable: is the 14th a firm date?", "question"},
        Answer{"Do I understand you correctly that we don't have to pay the March bill?", "question"},
        Answer{"How many of the boxes were damaged?", "question"},
        Answer{"Have you already told the architect, or should I?", "question"},
        Answer{"Good morning, is it the same driver who was so rude last time? If so please send another.", "question"},
        Answer{"I assume the refund covers the postage too?", "question"},
        Answer{"Please explain the second line of the credit note.", "question"},
        Answer{"What happens to the points on my loyalty card?", "question"},
        Answer{"Could we talk on the phone? I am free after four.", "question"},
        Answer{"May I know who wrote the original report?", "question"},
        Answer{"Why was the order split in two?", "question"},
        Answer{"Will this happen again when you update next month?", "question"},
        Answer{"Which supplier did the faulty screws come from?", "question"},
        Answer{"I wonder if you could look into the April statement as well.", "question"},
        Answer{"An wen soll ich die Rücksendung adressieren?", "question"},
        Answer{"Avez-vous reçu mon dernier courriel ?", "question"},
        Answer{"¿Hay que devolver las piezas defectuosas?", "question"},
        Answer{"A chi devo inviare la documentazione?", "question"}, Answer{"Moet ik de doos bewaren?", "question"},
        Answer{"A quem devo devolver a peça?", "question"}, Answer{"Gdzie mam odesłać paczkę?", "question"}));

struct Pair {
    const char* said;
    const char* also;
};

class ToneOfForms : public testing::TestWithParam<Pair> {};

TEST_P(ToneOfForms, IsTheSameInEverySpelling) {
    EXPECT_EQ(tone_of(GetParam().said), tone_of(GetParam().also)) << GetParam().said;
    EXPECT_TRUE(tone_of(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(Spellings, ToneOfForms,
                         testing::Values(Pair{"I do not accept that.", "I don\u2019t accept that."},
                                         Pair{"We will not be renewing.", "we wont be renewing"},
                                         Pair{"It is fine, really.", "IT'S FINE, REALLY."},
                                         Pair{"You copy-pasted this.", "You copy pasted this."},
                                         Pair{"Ça suffit.", "ça suffit"}, Pair{"Żądam wyjaśnień.", "żądam wyjaśnień"}));

INSTANTIATE_TEST_SUITE_P(Turned, ToneOf,
                         testing::Values(
                             // Anger that is over, and anger that is not.
                             Answer{"I was livid on Monday. You have made it right, so let us carry on.", "accepts"},
                             Answer{"I was livid on Monday. I am not any calmer today.", "upset"},
                             // A question that wants an answer, and one that does not, about the same things.
                             Answer{"How do we get our deposit back, by card or by cheque?", "question"},
                             Answer{"How dare you keep our deposit?", "upset"},
                             Answer{"Is that the number for the new order?", "question"},
                             Answer{"Is that all?", "upset"}, Answer{"Do we need to cancel the old order?", "question"},
                             Answer{"We need to cancel the order.", "upset"},
                             // A denial turns a phrase round.
                             Answer{"We are not cancelling the contract, everything is fine.", "accepts"},
                             Answer{"No, everything is not fine.", "upset"},
                             Answer{"We are not at all satisfied.", "upset"},
                             Answer{"No complaints from our side.", "accepts"},
                             // Praise, and praise that is meant otherwise.
                             Answer{"A lovely letter, thank you. We are glad to stay.", "accepts"},
                             Answer{"Lovely letter. Pity about the roof, which still leaks.", "upset"}));

INSTANTIATE_TEST_SUITE_P(Nothing, ToneOf,
                         testing::Values(Answer{"", ""}, Answer{"Received.", ""},
                                         Answer{"I have forwarded this to Karl.\n\nInes", ""},
                                         Answer{"The parcel came on Tuesday at https://shop.example/?id=3.", ""},
                                         Answer{"1234567890", ""}));

TEST(Tone, IsReadInBoundedTime) {
    std::string text;
    while (text.size() < 4'000'000) text += "we are cancelling not not never ~ accept ";
    EXPECT_TRUE(tone_of(text));
}

TEST(Tone, PhrasesStandInTheBuildOnceEach) {
    std::set<std::string_view> seen;
    for (const auto& phrase : tone_phrases()) {
        EXPECT_TRUE(phrase.weight >= 0 && phrase.weight <= 6) << phrase.words;
        EXPECT_EQ(phrase.words.find('<'), std::string_view::npos) << phrase.words;
        EXPECT_TRUE(seen.insert(phrase.words).second) << phrase.words;
    }
    EXPECT_GT(seen.size(), 1000U);
}

}  // namespace
}  // namespace amends::core
