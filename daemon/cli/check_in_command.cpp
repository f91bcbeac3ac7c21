#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/edited_file.hpp"
#include "cli/letters_text.hpp"
#include "cli/session.hpp"
#include "rpc/domain_json.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using rpc::Parameters;

auto failed(Fault fault, std::string message) { return base::failure(fault, Retry::never, std::move(message)); }

/// Refused before the editor opens where the order would be refused after it.
Result<rpc::CheckInText> text_to_edit(Session& session, const Given& given) {
    const auto answer =
        session.ask("letters.preview", Parameters().number("letter", given.number("ID")).flag("own_words", true));
    if (!answer) return tl::unexpected(answer.error());
    return rpc::read_check_in(*answer);
}

Result<int> preview(Session& session, const Given& given) {
    const auto answer = session.ask("letters.preview", Parameters().number("letter", given.number("ID")));
    if (!answer) return tl::unexpected(answer.error());
    if (given.flag("--json")) {
        session.print(*answer + "\n");
        return 0;
    }
    const auto text = rpc::read_check_in(*answer);
    if (!text) return tl::unexpected(text.error());
    session.print(check_in_text(*text, session.page()));
    if (text->reminders.empty()) return 0;
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    session.print(reminders_text(text->reminders, session.page(), *reader));
    return 0;
}

Result<int> make(Session& session, const Given& given, const std::optional<std::string>& text) {
    Parameters parameters = Parameters().number("letter", given.number("ID"));
    if (text) parameters.text("text", *text);
    constexpr std::chrono::minutes writes_to_the_mailbox{5};
    const auto answer = session.ask("letters.check_in", parameters, writes_to_the_mailbox);
    if (!answer) return tl::unexpected(answer.error());
    if (given.flag("--json")) {
        session.print(*answer + "\n");
        return 0;
    }
    const auto view = rpc::read_letter(*answer);
    if (!view) return tl::unexpected(view.error());
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    session.print(paragraph(session.page(), "", "The check-in draft is ordered:") +
                  short_text(*view, session.page(), *reader));
    return 0;
}

Result<int> edit(Session& session, const Given& given) {
    const auto before = text_to_edit(session, given);
    if (!before) return tl::unexpected(before.error());
    EditedFile file(session.surroundings().environment, "check-in");
    const auto edited = edit_text(file, before->text, session.surroundings().environment, "nothing is done");
    if (!edited) return tl::unexpected(edited.error());
    const std::string& text = *edited;
    if (base::trimmed(text).empty()) return failed(Fault::answer_is_no, "The text is empty: nothing is done.");
    if (text == before->text)
        return failed(Fault::answer_is_no,
                      fmt::format("The text is unchanged: nothing is done. `amends check-in {} --now` makes the draft "
                                  "as it is.",
                                  given.number("ID")));
    auto made = make(session, given, text);
    if (!made) session.say(file.kept());
    return made;
}

}  // namespace

Result<int> check_in(Session& session, const Given& given) {
    const int wanted =
        (given.flag("--now") ? 1 : 0) + (given.flag("--edit") ? 1 : 0) + (given.flag("--preview") ? 1 : 0);
    if (wanted > 1) return failed(Fault::wrong_use, "Give one of --now, --edit and --preview.");
    if (given.flag("--now")) return make(session, given, std::nullopt);
    if (given.flag("--edit")) return edit(session, given);
    return preview(session, given);
}

}  // namespace amends::cli
