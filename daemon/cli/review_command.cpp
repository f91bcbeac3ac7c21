#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "app/own_rules.hpp"
#include "base/text.hpp"
#include "calendar/zone_database.hpp"
#include "cli/letter_request.hpp"
#include "cli/mailed_letter.hpp"
#include "cli/read_input.hpp"
#include "cli/review_desk.hpp"
#include "cli/review_text.hpp"
#include "cli/session.hpp"
#include "guide/promises.hpp"
#include "guide/review.hpp"
#include "guide/zones.hpp"
#include "rpc/review_json.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;

auto wrong(std::string message) { return base::failure(Fault::wrong_use, base::Retry::never, std::move(message)); }

/// A letter as it came, with what is known of it.
struct Letter {
    std::string subject, body;
    base::Instant sent_at;
    const calendar::Zone* zone = nullptr;
    guide::ClientHistory history{};
};

struct Reviewed {
    guide::Review review;
    std::vector<guide::FoundPromise> promises;
};

/// What holds for every letter of the call.
struct Desk {
    ReviewDesk review;
    app::WriterConfig writer;
    mutable const calendar::Zone* zone = nullptr;  ///< the one that was asked for
    base::Instant now;
    bool opened_as_apology = false;

    /// Else the user's, which is looked for when it is needed: that reads the names of all zones.
    [[nodiscard]] const calendar::Zone& zone_of_letters() const {
        if (zone == nullptr) zone = &zone_of(writer);
        return *zone;
    }
};

bool has_weighty(const guide::Review& review) {
    return std::any_of(review.findings.begin(), review.findings.end(),
                       [](const auto& each) { return each.severity != guide::Severity::hint; });
}

Reviewed review_of(const Desk& desk, const Letter& letter) {
    const auto zones = guide::read_zones(letter.body);
    const guide::LetterToReview asked{.subject = letter.subject,
                                      .body = letter.body,
                                      .sent_at = letter.sent_at,
                                      .zone = letter.zone,
                                      .opened_as_apology = desk.opened_as_apology,
                                      .verbatim_of = {},
                                      .history = letter.history,
                                      .dismissed = desk.review.dismissed,
                                      .zones = &zones};
    return {guide::review(desk.review.rules, asked),
            guide::find_promises(letter.body, zones, letter.sent_at, *letter.zone)};
}

Result<Desk> desk_for(Session& session, const Given& given) {
    app::WriterConfig writer = writer_config(session);
    const auto zone = given.text("--tz") ? calendar::find_zone(*given.text("--tz")) : nullptr;
    if (!zone) return wrong(zone.error().message);
    auto review = review_desk(session, writer);
    if (!review) return tl::unexpected(review.error());
    return Desk{std::move(*review), std::move(writer), *zone, now(), given.flag("--apology")};
}

Result<int> review_lines(Session& session, const Given& given, const std::string& input) {
    const auto desk = desk_for(session, given);
    if (!desk) return tl::unexpected(desk.error());
    int status = 0;
    std::size_t number = 0;
    for (std::size_t at = 0; at < input.size();) {
        const std::size_t end = std::min(input.find('\n', at), input.size());
        const std::string_view line = base::trimmed(std::string_view(input).substr(at, end - at));
        at = end + 1;
        ++number;
        if (line.empty()) continue;
        const auto asked = rpc::read_review_line(line);
        const auto zone = asked && asked->zone ? calendar::find_zone(*asked->zone)
                                               : Result<const calendar::Zone*>(&desk->zone_of_letters());
        if (!asked || !zone) {
            session.say(fmt::format("line {}: {}", number, asked ? zone.error().message : asked.error().message));
            status = exit_status(Fault::wrong_use);
            continue;
        }
        const Letter letter{asked->subject, asked->body, asked->sent_at.value_or(desk->now), *zone};
        const Reviewed reviewed = review_of(*desk, letter);
        session.print(rpc::to_json(reviewed.review, reviewed.promises, *letter.zone, asked->id) + "\n");
    }
    return status;
}

Result<Letter> letter_of(Session& session, const Given& given, const Desk& desk, std::string input) {
    Letter letter{given.text("--subject").value_or(""), std::move(input), desk.now, &desk.zone_of_letters()};
    if (given.flag("--eml")) {
        auto mailed = mailed_letter(session, letter.body);
        if (!mailed) return tl::unexpected(mailed.error());
        if (mailed->encrypted) return wrong("This mail is encrypted: its words cannot be read.");
        if (!given.text("--subject")) letter.subject = std::move(mailed->subject);
        letter.body = std::move(mailed->body);
        letter.sent_at = mailed->sent_at.value_or(desk.now);
        if (!given.text("--to") && !mailed->to.empty()) letter.history = history_of(session, mailed->to);
    }
    if (const auto to = given.text("--to")) {
        const auto client = read_address(*to);
        if (!client) return wrong("--to: " + client.error().message);
        letter.history = history_of(session, client->mailbox);
    }
    if (const auto sent_at = given.text("--sent-at")) {
        const auto at = base::parse_rfc3339(*sent_at);
        if (!at) return wrong("--sent-at is a moment in RFC 3339, like 2026-03-06T09:30:00+01:00.");
        letter.sent_at = *at;
    }
    return letter;
}

Result<int> review_one(Session& session, const Given& given, std::string input) {
    const auto desk = desk_for(session, given);
    if (!desk) return tl::unexpected(desk.error());
    const auto letter = letter_of(session, given, *desk, std::move(input));
    if (!letter) return tl::unexpected(letter.error());
    if (base::trimmed(letter->body).empty()) return wrong("There is nothing to review: the letter is empty.");
    const Reviewed reviewed = review_of(*desk, *letter);
    if (given.flag("--json")) {
        session.print(rpc::to_json(reviewed.review, reviewed.promises, *letter->zone) + "\n");
    } else {
        session.print(review_text(reviewed.review, reviewed.promises, {letter->subject, letter->body}, session.page(),
                                  {letter->zone, letter->sent_at}));
    }
    return has_weighty(reviewed.review) ? exit_status(Fault::answer_is_no) : 0;
}

}  // namespace

Result<int> review(Session& session, const Given& given) {
    if (const auto fingerprint = given.text("--dismiss")) {
        if (const auto done = app::dismiss(*fingerprint, session.surroundings().environment); !done)
            return tl::unexpected(done.error());
        session.print("Dismissed: this finding on these words is not shown again.\n");
        return 0;
    }
    if (const auto fingerprint = given.text("--restore")) {
        if (const auto done = app::show_again(*fingerprint, session.surroundings().environment); !done)
            return tl::unexpected(done.error());
        session.print("This finding is shown again.\n");
        return 0;
    }
    const std::string file = given.text("FILE").value_or("-");
    if (given.flag("--jsonl") && (given.flag("--eml") || given.text("--subject") || given.text("--sent-at")))
        return wrong(
            "With --jsonl each line says its own subject and sent_at; leave --eml, --subject and --sent-at out.");
    if (file == "-" && session.surroundings().in_is_terminal && !given.flag("--jsonl"))
        session.say("Paste the letter, then press Ctrl-D on a line of its own.");
    auto input = read_input(session, file);
    if (!input) return tl::unexpected(input.error());
    return given.flag("--jsonl") ? review_lines(session, given, *input) : review_one(session, given, std::move(*input));
}

}  // namespace amends::cli
