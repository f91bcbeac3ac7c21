#include "cli/orders.hpp"

#include "cli/letters_text.hpp"
#include "rpc/domain_json.hpp"

namespace amends::cli {

using base::Result;

rpc::Parameters letter_given(const Given& given) { return rpc::Parameters().number("letter", given.number("ID")); }

Result<std::optional<rpc::LetterView>> ordered(Session& session, const Given& given, std::string_view method,
                                               const std::string& parameters, std::chrono::milliseconds within) {
    const auto answer = session.ask(method, parameters, within);
    if (!answer) return tl::unexpected(answer.error());
    if (given.flag("--json")) {
        session.print(*answer + "\n");
        return std::nullopt;
    }
    auto view = rpc::read_letter(*answer);
    if (!view) return tl::unexpected(view.error());
    return std::optional(std::move(*view));
}

Result<int> say_letter(Session& session, const rpc::LetterView& view, std::string_view sentence) {
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    session.print(paragraph(session.page(), "", sentence) + short_text(view, session.page(), *reader));
    return 0;
}

Result<int> order(Session& session, const Given& given, std::string_view method, const std::string& parameters,
                  std::string_view sentence, std::chrono::milliseconds within) {
    const auto view = ordered(session, given, method, parameters, within);
    if (!view) return tl::unexpected(view.error());
    return *view ? say_letter(session, **view, sentence) : Result<int>(0);
}

}  // namespace amends::cli
