// Answers whose threads were mangled on the way, in twelve ways, and mail that only looks like an answer. The
// conversations are made of tables of this file, which the matching knows nothing of.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>

#include "core/match.hpp"
#include "message/read.hpp"

namespace amends {
namespace {

using base::Instant;
using core::Evidence;
using std::chrono::hours;

constexpr const char* own = "mara@studio-quill.example";

constexpr std::array people{"Anna Lakes", "Joyce Okafor", "Tim Ash", "Søren Holm",  "Chloé Petit", "Jürgen Weiß",
                            "Ewa Nowak",  "Luís Prado",   "Mei Lin", "Ivan Petrov", "Sara Rossi",  "Ann de Wit"};
constexpr std::array houses{"lakeside-print.example",
                            "holm-tools.example",
                            "petit-et-fils.example",
                            "nowak.example",
                            "mail.prado.example",
                            "gmail.com",
                            "web.de",
                            "qq.com",
                            "outlook.com",
                            "libero.it"};
constexpr std::array matters{"The brochures that came late",
                             "Störung am Dienstag",
                             "Invoice 4711 was wrong",
                             "Über die verlorenen Pläne",
                             "Notre retard de livraison",
                             "The export that broke",
                             "发票的错误",
                             "Błąd w zamówieniu 12",
                             "A missed call on Friday",
                             "Ошибка в счёте 88",
                             "Your order 9-313",
                             "Das falsche Angebot",
                             "Déjà trois semaines d'attente",
                             "Sorry for the double charge",
                             "Pedido trocado nº 5"};
constexpr std::array other_matters{"Lunch on Thursday?",         "New office hours", "Schöne Feiertage", "Une question",
                                   "About the spring catalogue", "Zmiana adresu",    "Parking"};
constexpr std::array prefixes{
    "Re: ",  "RE: ",   "AW: ",   "Re[2]: ", "SV: ", "VS: ",  "Antw: ", "Odp: ",           "TR: ",
    "RES: ", "回复：", "答复: ", "Ynt: ",   "Vá: ", "RIF: ", "Отв: ",  "[helpdesk] Re: ", "Re: AW: "};
constexpr std::array forwards{"Fwd: ", "FW: ", "WG: ", "Re: Fwd: ", "AW: WG: ", "RV: ", "转发: "};
constexpr std::array words{"Thank you, that settles it for us.",
                           "Wir sind noch nicht zufrieden.",
                           "Merci, c'est noté.",
                           "Kiedy to naprawicie?",
                           "收到，谢谢。",
                           "It is fine with me."};

struct Letter {
    core::Candidate known;
    std::string client, house, subject;
};

struct Mail {
    std::string from, subject, in_reply_to, references, date, body, type = "text/plain; charset=utf-8", extra;
    Instant received;
    std::vector<std::string> aliases;  // that the letter's thread has seen
    [[nodiscard]] std::string bytes(const std::string& id) const {
        std::string all = fmt::format("From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}>\r\n", from,
                                      own, subject, date, id);
        if (!in_reply_to.empty()) all += "In-Reply-To: <" + in_reply_to + ">\r\n";
        if (!references.empty()) all += "References: " + references + "\r\n";
        return all + extra + "MIME-Version: 1.0\r\nContent-Type: " + type +
               "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body + "\r\n";
    }
};

class Correspondence {
public:
    explicit Correspondence(std::uint64_t seed) : random_(seed) {
        for (int number = 1; number <= 40; ++number) letters_.push_back(letter(number));
    }

    int below(std::size_t limit) {
        return static_cast<int>(std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_));
    }
    bool coin() { return below(2) == 0; }
    template <class Table>
    std::string any(const Table& table) {
        return table.at(static_cast<std::size_t>(below(table.size())));
    }
    Letter& any_letter() { return letters_.at(static_cast<std::size_t>(below(letters_.size()))); }
    Letter& any_letter_to_a_company() {
        while (true) {
            if (Letter& one = any_letter(); one.house.ends_with(".example")) return one;
        }
    }
    std::string stranger_id() { return fmt::format("{}.{}@elsewhere.example", below(1'000'000), below(1'000'000)); }

    /// The plain answer, which every mangling changes.
    Mail answer(const Letter& to) {
        Mail mail;
        mail.from = fmt::format("<{}>", to.client);
        mail.subject = any(prefixes) + to.subject;
        mail.in_reply_to = to.known.message_id.value;
        mail.references = fmt::format("<{}> <{}>", stranger_id(), to.known.message_id.value);
        mail.received = to.known.sent_at + hours{1 + below(240)};
        mail.date = "Wed, 4 Mar 2026 10:00:00 +0100";
        mail.body = any(words);
        return mail;
    }

    /// What the program makes of it: ids first, then people, as the store finds them by its indexes.
    std::optional<core::Match> outcome(const Mail& mail) {
        const auto facts = message::read(mail.bytes(stranger_id()));
        if (!facts || core::is_own(*facts, {own})) return std::nullopt;
        std::vector<core::ThreadEntry> known;
        for (const base::MessageId& id : core::ids_named(*facts)) {
            for (const Letter& each : letters_) {
                if (each.known.message_id == id) known.push_back({id, each.known.letter, true});
            }
        }
        if (auto found = core::match(*facts, known)) return found;
        std::vector<core::Candidate> candidates;
        for (const Letter& each : letters_) {
            candidates.push_back(each.known);
            if (!mail.aliases.empty() && mail.aliases.front() == each.client) candidates.back().aliases = mail.aliases;
        }
        return core::match_people(*facts, core::classify(*facts), false, mail.received, candidates);
    }

    std::mt19937_64& random() { return random_; }

private:
    Letter letter(int number) {
        Letter one;
        const std::string house = any(houses);
        // One client in four has had a letter before, about something else.
        if (!letters_.empty() && below(4) == 0) {
            one = any_letter();
        } else {
            one.house = house;
            one.client = fmt::format("person{}@{}", number, house);
        }
        one.subject = any(matters);
        while (std::ranges::any_of(
            letters_, [&](const Letter& other) { return other.house == one.house && other.subject == one.subject; })) {
            one.subject = fmt::format("{} ({})", any(matters), number);
        }
        one.known = {.letter = {number},
                     .message_id = {fmt::format("letter-{}@studio-quill.example", number)},
                     .subject = one.subject,
                     .recipients = {one.client},
                     .aliases = {},
                     .sent_at = {1'790'000'000 + below(90) * 86'400},
                     .waits = true};
        return one;
    }

    std::mt19937_64 random_;
    std::vector<Letter> letters_;
};

void lose_ids(Mail& mail) { mail.in_reply_to = mail.references = ""; }

/// UTF-8 read as Latin-1 and written as UTF-8 again, as "StÃ¶rung"; or each such byte lost for a "?".
std::string broken(const std::string& text, bool lost) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else if (lost) {
            if ((byte & 0xC0U) != 0x80U) out += '?';
        } else {
            out += static_cast<char>(0xC0U | (byte >> 6U));
            out += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return out;
}

using Mangling = std::function<Mail(Correspondence&, Letter&)>;

Mail by_colleague(Correspondence& all, Letter& letter, const std::string& subject) {
    Mail mail = all.answer(letter);
    mail.from = fmt::format("\"{}\" <colleague{}@{}>", all.any(people), all.below(9), letter.house);
    mail.subject = subject;
    return mail;
}

const std::map<std::string, Mangling>& manglings() {
    static const std::map<std::string, Mangling> all{
        {"subject changed",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.subject = c.any(other_matters);
             return mail;
         }},
        {"In-Reply-To gone",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.in_reply_to = "";
             if (c.coin()) lose_ids(mail);
             return mail;
         }},
        {"References trimmed",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.in_reply_to = c.stranger_id();
             mail.references = fmt::format("<{}> <{}>", c.stranger_id(), mail.in_reply_to);
             return mail;
         }},
        {"Message-ID rewritten",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.in_reply_to = "rewritten." + mail.in_reply_to;
             mail.references = "<" + mail.in_reply_to + ">";
             return mail;
         }},
        {"alias",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.from = fmt::format("alias{}@elsewhere.example", c.below(100));
             if (c.coin()) {
                 mail.aliases = {to.client, mail.from};
                 lose_ids(mail);
             }
             return mail;
         }},
        {"colleague",
         [](Correspondence& c, Letter& to) {
             Mail mail = by_colleague(c, to, c.any(prefixes) + to.subject);
             if (to.house.ends_with(".example") && c.coin()) lose_ids(mail);
             return mail;
         }},
        {"forwarded",
         [](Correspondence& c, Letter& to) {
             Mail mail = by_colleague(c, to, c.any(forwards) + to.subject);
             mail.in_reply_to = c.stranger_id();
             mail.references = "<" + mail.in_reply_to + ">";
             return mail;
         }},
        {"new thread",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             lose_ids(mail);
             mail.subject = c.any(other_matters);
             return mail;
         }},
        {"in Spam",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.subject = (c.coin() ? "[SPAM] " : "***SPAM*** ") + mail.subject;
             mail.extra = "X-Spam-Flag: YES\r\n";
             if (c.coin()) lose_ids(mail);
             return mail;
         }},
        {"HTML only",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.type = "text/html; charset=utf-8";
             mail.body = "<html><body><p>" + mail.body + "</p><blockquote>Dear all</blockquote></body></html>";
             if (c.coin()) lose_ids(mail);
             return mail;
         }},
        {"broken charset",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.subject = broken(mail.subject, c.coin());
             mail.type = "text/plain; charset=x-unknown";
             if (c.coin()) lose_ids(mail);
             return mail;
         }},
        {"skewed Date",
         [](Correspondence& c, Letter& to) {
             Mail mail = c.answer(to);
             mail.date = c.coin() ? "Thu, 1 Jan 1970 00:00:00 +0000" : "Fri, 31 Dec 2055 23:59:00 -1200";
             if (c.coin()) lose_ids(mail);
             return mail;
         }},
    };
    return all;
}

/// Mail that is no answer, however much it looks like one.
const std::map<std::string, Mangling>& no_answers() {
    static const auto without_ids = [](Correspondence& c, Letter& about) {
        Mail mail = c.answer(about);
        lose_ids(mail);
        return mail;
    };
    static const std::map<std::string, Mangling> all{
        {"a newsletter of the client's",
         [](Correspondence& c, Letter& about) {
             Mail mail = without_ids(c, about);
             mail.subject = about.subject;
             mail.extra = "List-Unsubscribe: <mailto:off@client.example>\r\n";
             return mail;
         }},
        {"a mailing list",
         [](Correspondence& c, Letter& about) {
             Mail mail = without_ids(c, about);
             mail.extra = "List-Id: <talk.lists.example>\r\nPrecedence: list\r\n";
             return mail;
         }},
        {"phishing",
         [](Correspondence& c, Letter& about) {
             Mail mail = without_ids(c, about);
             mail.from = fmt::format("\"{}\" <service@{}.evil.example>", about.client, about.house);
             return mail;
         }},
        {"a stranger with the subject",
         [](Correspondence& c, Letter& about) {
             Mail mail = without_ids(c, about);
             mail.from = fmt::format("somebody{}@{}", c.below(1000), c.coin() ? "gmail.com" : "unknown.example");
             return mail;
         }},
        {"another conversation",
         [](Correspondence& c, Letter& about) {
             Mail mail = c.answer(about);
             mail.subject = "Re: " + c.any(other_matters);
             mail.in_reply_to = c.stranger_id();
             mail.references = "<" + mail.in_reply_to + ">";
             return mail;
         }},
        {"a colleague about something else",
         [](Correspondence& c, Letter&) {
             Mail mail = by_colleague(c, c.any_letter_to_a_company(), c.any(other_matters));
             lose_ids(mail);
             return mail;
         }},
        {"a machine of the client's house",
         [](Correspondence& c, Letter&) {
             Letter& about = c.any_letter_to_a_company();
             Mail mail = without_ids(c, about);
             mail.from = "no-reply@" + about.house;
             return mail;
         }},
        {"the user's own",
         [](Correspondence& c, Letter& about) {
             Mail mail = c.answer(about);
             mail.from = own;
             return mail;
         }},
        {"the client, months later",
         [](Correspondence& c, Letter& about) {
             Mail mail = without_ids(c, about);
             mail.subject = c.any(other_matters);
             mail.received = about.known.sent_at + hours{24 * (200 + c.below(200))};
             return mail;
         }},
        {"the client, before the letter",
         [](Correspondence& c, Letter& about) {
             Mail mail = without_ids(c, about);
             mail.received = about.known.sent_at - hours{24 * (100 + c.below(100))};
             return mail;
         }},
    };
    return all;
}

struct Tally {
    int all = 0, matched = 0, possible = 0, wrong = 0;
};

int seeds() { return std::getenv("AMENDS_FULL") != nullptr ? 1000 : 25; }

TEST(Mangled, AnswersAreFound) {
    std::map<std::string, Tally> tallies;
    Tally sum;
    for (int seed = 1; seed <= seeds(); ++seed) {
        for (const auto& [name, mangle] : manglings()) {
            Correspondence all(static_cast<std::uint64_t>(seed));
            for (int i = 0; i < 20; ++i) {
                // Nobody is anybody's colleague at a provider of mailboxes.
                Letter& to = name == "forwarded" ? all.any_letter_to_a_company() : all.any_letter();
                Mail mail = mangle(all, to);
                // What never matters may come on top.
                if (all.below(3) == 0) mail.date = "Thu, 1 Jan 1970 00:00:00 +0000";
                const auto found = all.outcome(mail);
                for (Tally* tally : {&tallies[name], &sum}) {
                    ++tally->all;
                    if (!found) continue;
                    ++(found->evidence == Evidence::possible ? tally->possible : tally->matched);
                    const bool certain = found->evidence != Evidence::possible;
                    if (certain && found->letter != to.known.letter) ++tally->wrong;
                }
            }
        }
    }
    for (const auto& [name, tally] : tallies) {
        std::printf("%-22s %6d: %6d matched, %6d possible, %4d missed, %3d to another letter\n", name.c_str(),
                    tally.all, tally.matched, tally.possible, tally.all - tally.matched - tally.possible, tally.wrong);
        EXPECT_GE(tally.matched + tally.possible, tally.all * 98 / 100) << name;
    }
    EXPECT_GE((sum.matched + sum.possible) * 1000L, sum.all * 995L);
    EXPECT_LE(sum.wrong * 1000L, sum.all * 1L);
    EXPECT_EQ(tallies["new thread"].matched, 0) << "what names nothing is never an answer by itself";
}

TEST(Mangled, MailThatIsNoAnswerIsNotTakenForOne) {
    std::map<std::string, Tally> tallies;
    Tally sum;
    for (int seed = 1; seed <= seeds(); ++seed) {
        for (const auto& [name, make] : no_answers()) {
            Correspondence all(static_cast<std::uint64_t>(seed));
            for (int i = 0; i < 20; ++i) {
                const auto found = all.outcome(make(all, all.any_letter()));
                for (Tally* tally : {&tallies[name], &sum}) {
                    ++tally->all;
                    if (found) ++(found->evidence == Evidence::possible ? tally->possible : tally->matched);
                }
            }
        }
    }
    for (const auto& [name, tally] : tallies) {
        std::printf("%-34s %6d: %4d taken for an answer, %4d held\n", name.c_str(), tally.all, tally.matched,
                    tally.possible);
    }
    EXPECT_LE(sum.matched * 1000L, sum.all * 1L);
    EXPECT_LE(sum.possible * 100L, sum.all * 2L);
}

}  // namespace
}  // namespace amends
