#include "app/preview.hpp"

#include <algorithm>

#include "message/bounds.hpp"
#include "message/fields.hpp"
#include "message/parts.hpp"
#include "message/read.hpp"

namespace amends::app {

namespace {

using base::Fault;
using base::Retry;

std::string joined(const std::vector<base::Address>& list) {
    std::string text;
    for (const base::Address& address : list) {
        text += (text.empty() ? "" : ", ") +
                (address.name.empty() ? address.mailbox : address.name + " <" + address.mailbox + ">");
    }
    return text;
}

/// A message of ours as the user reads it; its text is whole, with what stands quoted in it.
base::Result<rpc::CheckInText> as_read(const std::string& bytes) {
    auto facts = message::read(bytes);
    if (!facts) return tl::unexpected(facts.error());
    const auto parted = message::bounded(bytes);
    rpc::CheckInText text;
    text.from = joined(facts->from);
    text.to = joined(facts->to);
    text.cc = joined(facts->cc);
    text.subject = facts->subject;
    text.text = message::read_parts(message::split_fields(parted.header), parted.body).text;
    text.message = bytes;
    return text;
}

/// Nothing where no draft lies that is still wanted.
base::Result<std::optional<rpc::CheckInText>> lying_draft(ports::Store& store, const core::Slice& slice) {
    for (const core::Step& step : slice.steps) {
        const bool lies = step.state == core::StepState::drafted && !core::given_up(step);
        if (!lies || !core::is_check_in(step.key.kind)) continue;
        auto item = store.outbox_of_step(slice.letter.id, step.key, core::ActionKind::append_draft);
        if (!item) return tl::unexpected(item.error());
        if (!*item || (*item)->bytes.empty()) continue;
        auto text = as_read((*item)->bytes);
        if (!text) return tl::unexpected(text.error());
        text->lies_in = (*item)->folder;
        return std::optional<rpc::CheckInText>(std::move(*text));
    }
    return std::nullopt;
}

/// The reminders that are planned, in the words that they would have at their time. One that cannot be written yet is
/// left out: what is missing is said when it is due.
std::vector<rpc::ReminderText> reminders_to_come(const core::Slice& slice, const Composer& composer) {
    std::vector<rpc::ReminderText> all;
    for (const core::Step& step : slice.steps) {
        if (step.state != core::StepState::planned || step.means != core::Means::reminder) continue;
        core::Action action;
        action.kind = core::ActionKind::append_reminder;
        action.step = step.key;
        const auto item = composer.compose(slice.letter, slice.steps, action, step.due.at);
        if (!item) continue;
        auto text = as_read(item->bytes);
        if (text) all.push_back({step.due.at, std::move(text->subject), std::move(text->text)});
    }
    std::ranges::stable_sort(all, {}, [](const rpc::ReminderText& each) { return each.due.seconds; });
    return all;
}

}  // namespace

base::Result<rpc::CheckInText> preview_of_check_in(ports::Store& store, const Rules& rules, const Composer& composer,
                                                   const PreviewWish& wish) {
    auto slice = store.slice(wish.letter, wish.now);
    if (!slice) return tl::unexpected(slice.error());
    if (!*slice) return base::failure(Fault::answer_is_no, Retry::never, "There is no such letter.");
    if (!wish.own_words) {
        auto lying = lying_draft(store, **slice);
        if (!lying) return tl::unexpected(lying.error());
        if (*lying) {
            (*lying)->reminders = reminders_to_come(**slice, composer);
            return std::move(**lying);
        }
    }
    // The very order, decided on and not carried out.
    const core::Policy policy = rules.policy_for((*slice)->letter);
    const auto ordered = [&](std::optional<std::string> text) {
        return core::plan(**slice, core::CheckInNow{std::move(text)}, wish.now, policy);
    };
    core::Decision decision = ordered(std::nullopt);
    const bool has_words = !decision.refusal;
    if (!has_words && wish.own_words) decision = ordered("");
    if (decision.refusal) return base::failure(Fault::answer_is_no, Retry::never, *decision.refusal);
    for (core::Action& action : decision.actions) {
        if (action.kind != core::ActionKind::append_draft) continue;
        if (!has_words) action.text = "";
        auto item = composer.compose(decision.letter, decision.steps, action, wish.now);
        if (!item) return tl::unexpected(item.error());
        auto text = as_read(item->bytes);
        if (text && !wish.own_words) text->reminders = reminders_to_come(**slice, composer);
        return text;
    }
    return base::failure(Fault::internal, Retry::never, "A check-in was decided on without a draft of it.");
}

}  // namespace amends::app
