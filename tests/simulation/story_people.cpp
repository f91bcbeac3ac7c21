// The mails of a story: letters, what comes back, and what has nothing to do with either.
#include <algorithm>

#include "tests/simulation/story.hpp"

namespace amends::simulation {

namespace {

/// Each letter has its own: of an answer by the writer and the subject alone nobody could tell which letter it meant.
std::string subject_of(int letter) { return "Our mistake, matter " + std::to_string(letter); }

base::CivilDate date_of(base::Instant at) { return base::civil_at_offset(at, 0).date; }

}  // namespace

std::string Story::new_id(const std::string& domain) { return "m" + std::to_string(++ids_) + "@" + domain; }

std::string Story::folder_called(const std::string& first_name) const {
    for (const auto& [name, folder] : life_.mailbox.folders()) {
        if (folder.first_name == first_name) return name;
    }
    return first_name;
}

int Story::arrive(const std::string& folder, std::string bytes, MailClass meant, int letter, const std::string& from,
                  std::optional<base::CivilDate> last_day_away) {
    const std::string name = folder_called(folder);
    const bool seen = folder == "Sent";
    // The history knows of it before anybody can be told.
    const Uid uid = life_.mailbox.find(name)->uid_next;
    const int message = life_.recorder.new_message(name, uid);
    life_.recorder.add(MailArrived{message, folder, uid, meant, letter, from, last_day_away});
    life_.mailbox.add(name, std::move(bytes), seen ? std::vector<std::string>{"\\Seen"} : std::vector<std::string>{},
                      life_.time.truth());
    return message;
}

void Story::write_letter(const Client& client, bool keyword) {
    const std::string id = new_id("user.example");
    const int number = life_.recorder.letter_sent(id, client.mailbox, client.zone, keyword).number;
    client_of_[number] = static_cast<std::size_t>(&client - clients_.data());
    std::vector<std::string> flags{"\\Seen"};
    if (keyword) flags.emplace_back("Amends");
    const int which = static_cast<int>(people_.below(letter_texts));
    life_.mailbox.add(
        folder_called("Sent"),
        plain_mail({id, "Mara Quill <" + std::string(owner) + ">", client.name + " <" + client.mailbox + ">",
                    life_.time.truth(), "", subject_of(number)},
                   letter_text(which, client.name)),
        flags, life_.time.truth());
    if (!keyword) life_.in(std::chrono::seconds{people_.between(5, 7200)}, [this, number] { track(number); });
    people_react(life_.recorder.letter(number), client);
    plan_orders(number);
}

void Story::people_react(const Recorder::Letter& letter, const Client&) {
    const int number = letter.number;
    const auto later = [&](std::int64_t least_hours, std::int64_t most_hours, std::function<void()> what) {
        const base::Instant when =
            life_.time.truth() + std::chrono::seconds{people_.between(least_hours * 3600, most_hours * 3600)};
        if (when < quiet_ - std::chrono::hours{2}) life_.at(when, std::move(what));
    };
    if (people_.chance(450)) later(1, 24 * 20, [this, number] { answer(number, MailClass::answer); });
    if (people_.chance(60)) later(1, 24 * 20, [this, number] { answer(number, MailClass::invitation); });
    if (people_.chance(80)) later(1, 24 * 12, [this, number] { answer(number, MailClass::possible_answer); });
    if (people_.chance(250)) later(0, 2, [this, number] { absence(number); });
    if (people_.chance(80)) later(0, 2, [this, number] { report(number, MailClass::hard_bounce); });
    if (people_.chance(60)) later(1, 30, [this, number] { report(number, MailClass::delay); });
    if (people_.chance(30)) later(1, 24 * 10, [this, number] { report(number, MailClass::complaint); });
    if (people_.chance(100)) later(24, 24 * 10, [this, number] { own_mail(number); });
}

/// What the submission server does with what it took: it may file a copy, and it delivers.
void Story::on_accepted(const Submitted& mail) {
    const Stored copy{.bytes = mail.message};
    const auto step = life_.recorder.step_of(copy.message_id());
    if (life_.machine.setup.append.provider_files_sent) {
        const std::string sent = folder_called("Sent");
        const Uid uid = life_.mailbox.find(sent)->uid_next;
        life_.recorder.appeared(sent, uid, copy, Hand::server);
        life_.mailbox.add(sent, mail.message, {"\\Seen"}, life_.time.truth());
    }
    if (!step) return;
    const int letter = step->letter;
    if (people_.chance(300)) life_.in(std::chrono::seconds{20}, [this, letter] { absence(letter); });
    if (people_.chance(300)) {
        life_.in(std::chrono::hours{people_.between(1, 90)}, [this, letter] {
            if (life_.time.truth() < quiet_ - std::chrono::hours{2}) answer(letter, MailClass::answer);
        });
    }
}

void Story::answer(int letter, MailClass meant) {
    const Client& client = clients_.at(client_of_.at(letter));
    const bool possible = meant == MailClass::possible_answer;
    const Envelope envelope{new_id("client.example"),
                            client.name + " <" + client.mailbox + ">",
                            owner,
                            life_.time.truth(),
                            possible ? "" : life_.recorder.letter(letter).message_id,
                            possible ? "About the other day" : "Re: " + subject_of(letter)};
    const std::string folder = people_.one_of({"INBOX", "INBOX", "INBOX", "Junk", "Archive"});
    std::string bytes = meant == MailClass::invitation
                            ? invitation(envelope)
                            : plain_mail(envelope, answer_text(static_cast<int>(people_.below(4))));
    arrive(folder, std::move(bytes), meant, letter, client.mailbox);
}

void Story::absence(int letter) {
    if (life_.time.truth() > quiet_ - std::chrono::hours{2}) return;
    const Client& client = clients_.at(client_of_.at(letter));
    const base::CivilDate back = base::plus_days(date_of(life_.time.truth()), static_cast<int>(people_.between(2, 12)));
    const Envelope envelope{
        new_id("client.example"), client.name + " <" + client.mailbox + ">", owner,
        life_.time.truth(),       life_.recorder.letter(letter).message_id,  "Automatic reply: " + subject_of(letter)};
    arrive("INBOX", out_of_office(envelope, back), MailClass::out_of_office, letter, client.mailbox,
           base::plus_days(back, -1));
}

void Story::report(int letter, MailClass meant) {
    const Client& client = clients_.at(client_of_.at(letter));
    const std::string about = life_.recorder.letter(letter).message_id;
    const Envelope envelope{new_id("mx.user.example"), "MAILER-DAEMON@mx.user.example", owner, life_.time.truth(), "",
                            "About your mail"};
    std::string bytes = meant == MailClass::hard_bounce ? hard_bounce(envelope, about, client.mailbox)
                        : meant == MailClass::delay     ? delay_report(envelope, about, client.mailbox)
                                                        : complaint(envelope, about, client.mailbox);
    arrive("INBOX", std::move(bytes), meant, letter, "mailer-daemon@mx.user.example");
}

void Story::own_mail(int letter) {
    const Client& client = clients_.at(client_of_.at(letter));
    const Envelope envelope{
        new_id("user.example"),     owner, client.mailbox, life_.time.truth(), life_.recorder.letter(letter).message_id,
        "Re: " + subject_of(letter)};
    arrive("Sent", plain_mail(envelope, "One more thing: the new list is on its way to you."), MailClass::own_mail,
           letter, owner);
}

void Story::unrelated_mail() {
    const std::string from = "news" + std::to_string(people_.below(5)) + "@shop.example";
    const Envelope envelope{new_id("shop.example"), from, owner, life_.time.truth(), "", "What is new"};
    arrive(people_.one_of({"INBOX", "INBOX", "Junk"}), plain_mail(envelope, "Things are new, as every week."),
           MailClass::unrelated, 0, from);
}

}  // namespace amends::simulation
