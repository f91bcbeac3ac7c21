// Orders about what a letter promises.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "calendar/when.hpp"
#include "cli/orders.hpp"
#include "cli/words.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

constexpr std::chrono::minutes writes_to_the_mailbox{5};

/// 0 where no number was given.
Result<int> promise_given(const Given& given) {
    const std::string word = given.text("N").value_or("0");
    int number = 0;
    const auto [end, trouble] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool whole = trouble == std::errc() && end == word.data() + word.size();
    if (whole && (number > 0 || !given.text("N"))) return number;
    return base::failure(
        Fault::wrong_use, Retry::never,
        fmt::format("\"{}\" is no promise's number; `amends show {}` numbers them.", word, given.number("ID")));
}

/// The promise that was meant; null where the letter as it is now does not tell.
const core::Promise* meant(const rpc::LetterView& view, int number) {
    const auto& all = view.letter.promises;
    if (number == 0 && all.size() == 1) return &all.front();
    const auto found = std::ranges::find(all, number, &core::Promise::ordinal);
    return found == all.end() ? nullptr : &*found;
}

bool has_draft(const rpc::LetterView& view, core::StepKind kind) {
    return std::ranges::any_of(view.steps, [&](const core::Step& step) {
        return step.key.kind == kind && core::is_pending(step.state) && !core::given_up(step);
    });
}

std::string kept_sentence(const Given& given, const rpc::LetterView& view, int number) {
    const core::Promise* promise = meant(view, number);
    if (promise != nullptr && promise->state == core::PromiseState::open) {
        return fmt::format("It is kept this time, and comes back; `amends kept {} {} --last` ends it:",
                           view.letter.id.value, promise->ordinal);
    }
    return given.flag("--draft") ? "The promise is kept, and a draft tells the client:"
                                 : "The promise is kept. `amends undo` takes that back:";
}

}  // namespace

Result<int> kept(Session& session, const Given& given) {
    const auto number = promise_given(given);
    if (!number) return tl::unexpected(number.error());
    rpc::Parameters parameters = letter_given(given);
    if (*number > 0) parameters.number("promise", *number);
    if (given.flag("--last")) parameters.flag("last", true);
    if (given.flag("--draft")) parameters.flag("draft", true);
    const auto view = ordered(session, given, "letters.kept", parameters.json(), writes_to_the_mailbox);
    if (!view) return tl::unexpected(view.error());
    return *view ? say_letter(session, **view, kept_sentence(given, **view, *number)) : Result<int>(0);
}

Result<int> slipped(Session& session, const Given& given) {
    const auto number = promise_given(given);
    if (!number) return tl::unexpected(number.error());
    const auto to = given.text("--to");
    if (!to) {
        return base::failure(Fault::wrong_use, Retry::never,
                             "To which day? Give it with --to, like --to 2026-12-01 or --to friday.");
    }
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    const auto day = calendar::read_day(*to, reader->now, *reader->zone);
    if (!day) return tl::unexpected(day.error());
    rpc::Parameters parameters = letter_given(given);
    if (*number > 0) parameters.number("promise", *number);
    parameters.text("to", base::to_string(*day));
    if (given.flag("--no-draft")) parameters.flag("draft", false);
    const auto view = ordered(session, given, "letters.slipped", parameters.json(), writes_to_the_mailbox);
    if (!view) return tl::unexpected(view.error());
    if (!*view) return 0;
    const bool told = !given.flag("--no-draft") && has_draft(**view, core::StepKind::slipped_message);
    return say_letter(session, **view,
                      fmt::format("The promise is due by {} now{}:", in_words(*day, *reader),
                                  told ? ", and a draft tells the client" : "; no draft tells the client"));
}

}  // namespace amends::cli
