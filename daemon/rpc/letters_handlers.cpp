#include "rpc/domain_json.hpp"
#include "rpc/handlers.hpp"
#include "rpc/letter_requests.hpp"

namespace amends::rpc {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

Result<std::string> as_json(Result<LetterView> view) {
    return view.map([](const LetterView& value) { return to_json(value); });
}

}  // namespace

ports::Task<std::string> letters_track(Service& service, Arguments arguments) {
    TrackRequest request = track_request(arguments);
    const int given = static_cast<int>(request.message_id.has_value()) + static_cast<int>(request.message.has_value()) +
                      static_cast<int>(request.letter.has_value());
    if (given != 1)
        co_return base::failure(Fault::wrong_use, Retry::never,
                                "Give one of \"message_id\", \"message\" and \"letter\": the letter's id, the whole "
                                "letter, or what stands in it.");
    co_return as_json(co_await service.track(std::move(request)));
}

ports::Task<std::string> letters_plan(Service& service, Arguments arguments) {
    co_return service.plan(plan_request(arguments)).map([](const PlanView& plan) { return to_json(plan); });
}

ports::Task<std::string> letters_find(Service& service, Arguments arguments) {
    std::vector<base::MessageId> ids;
    for (std::string& each : arguments.list("message_ids")) ids.push_back({std::move(each)});
    co_return service.find(std::move(ids)).map([](const std::vector<FoundLetter>& found) { return to_json(found); });
}

ports::Task<std::string> letters_list(Service& service, Arguments arguments) {
    ports::LetterFilter filter{.account = arguments.text("account"),
                               .with_closed = arguments.flag("with_closed").value_or(false),
                               .limit = static_cast<int>(arguments.count("limit").value_or(0)),
                               .after = std::nullopt};
    if (filter.limit == 0 || filter.limit > most_listed) filter.limit = most_listed;
    if (const auto after = arguments.count("after")) filter.after = base::LetterId{*after};
    co_return service.list(std::move(filter)).map([](const std::vector<LetterView>& views) { return to_json(views); });
}

ports::Task<std::string> letters_show(Service& service, Arguments arguments) {
    co_return as_json(service.show(arguments.letter("letter")));
}

ports::Task<std::string> letters_why(Service& service, Arguments arguments) {
    co_return service.why(arguments.letter("letter")).map([](const std::vector<ports::JournalEntry>& entries) {
        return to_json(entries);
    });
}

ports::Task<std::string> letters_snooze(Service& service, Arguments arguments) {
    const base::Instant until = arguments.instant("until").value_or(base::Instant{});
    co_return as_json(co_await service.snooze(arguments.letter("letter"), until));
}

ports::Task<std::string> letters_answered(Service& service, Arguments arguments) {
    std::string by = arguments.text("by").value_or("other");
    std::string note = arguments.text("note").value_or("");
    co_return as_json(co_await service.answered(arguments.letter("letter"), std::move(by), std::move(note)));
}

ports::Task<std::string> letters_done(Service& service, Arguments arguments) {
    co_return as_json(co_await service.done(arguments.letter("letter")));
}

ports::Task<std::string> letters_release(Service& service, Arguments arguments) {
    co_return as_json(co_await service.release(arguments.letter("letter")));
}

ports::Task<std::string> letters_drop(Service& service, Arguments arguments) {
    co_return as_json(co_await service.drop(arguments.letter("letter")));
}

ports::Task<std::string> letters_kept(Service& service, Arguments arguments) {
    const core::Kept order{.promise = static_cast<int>(arguments.count("promise").value_or(0)),
                           .last = arguments.flag("last").value_or(false),
                           .draft = arguments.flag("draft").value_or(false)};
    co_return as_json(co_await service.kept(arguments.letter("letter"), order));
}

ports::Task<std::string> letters_slipped(Service& service, Arguments arguments) {
    const core::Slipped order{.promise = static_cast<int>(arguments.count("promise").value_or(0)),
                              .to = arguments.date("to").value_or(base::CivilDate{}),
                              .draft = arguments.flag("draft").value_or(true)};
    co_return as_json(co_await service.slipped(arguments.letter("letter"), order));
}

ports::Task<std::string> letters_undo(Service& service, Arguments) { co_return as_json(co_await service.undo()); }

ports::Task<std::string> letters_auto(Service& service, Arguments arguments) {
    const bool on = arguments.flag("on").value_or(false);
    co_return as_json(co_await service.switch_auto(arguments.letter("letter"), on));
}

ports::Task<std::string> letters_preview(Service& service, Arguments arguments) {
    const bool own_words = arguments.flag("own_words").value_or(false);
    co_return service.preview_check_in(arguments.letter("letter"), own_words).map([](const CheckInText& text) {
        return to_json(text);
    });
}

ports::Task<std::string> letters_check_in(Service& service, Arguments arguments) {
    std::optional<std::string> text = arguments.text("text");
    co_return as_json(co_await service.check_in_now(arguments.letter("letter"), std::move(text)));
}

}  // namespace amends::rpc
