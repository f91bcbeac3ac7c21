#pragma once
// A daemon's service that remembers what it was asked, as readable lines, and answers with what the test has laid out.
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "rpc/service.hpp"

namespace amends::rpc {

/// Monday 23 November 2026, 08:00 UTC.
constexpr base::Instant fake_now{1795420800};

inline core::Step fake_step(core::StepKind kind, core::Means means, core::StepState state, base::Instant at) {
    return {.id = {11},
            .key = {.kind = kind, .ordinal = 1},
            .means = means,
            .state = state,
            .due = {.wall = base::civil_at_offset(at, 3600),
                    .zone = "Europe/Berlin",
                    .rule = "3 business days after 2026-11-20",
                    .at = at},
            .meant_for = at};
}

inline LetterView fake_letter(std::int64_t id) {
    core::Letter letter{.id = {id},
                        .account = "work",
                        .message_id = {"letter" + std::to_string(id) + "@us.example"},
                        .references = {{"root@client.example"}},
                        .from = {.name = "Ada Freelance", .mailbox = "ada@us.example"},
                        .recipients = {{.address = {.name = "Bo Client", .mailbox = "bo@client.example"}},
                                       {.address = {.name = "", .mailbox = "boss@client.example"},
                                        .field = core::RecipientField::cc,
                                        .bounced = true}},
                        .subject = "Sorry for the late delivery",
                        .sent_at = fake_now - std::chrono::hours(72),
                        .language = "en",
                        .client_zone = "Europe/Berlin"};
    return {.letter = std::move(letter),
            .steps = {fake_step(core::StepKind::check_in, core::Means::draft, core::StepState::planned,
                                fake_now + std::chrono::minutes(48 * 60 + 30))}};
}

class FakeService final : public Service {
public:
    std::vector<LetterView> letters{fake_letter(3)};
    std::vector<ports::JournalEntry> journal;
    DaemonStatus state;
    std::vector<std::string> forgotten_notes;
    CheckInText check_in{.from = "Ada <ada@us.example>",
                         .to = "Bo <bo@client.example>",
                         .cc = "",
                         .subject = "Re: Sorry",
                         .text = "Hello Bo,\n\nhow is it?\n",
                         .message = "Subject: Re: Sorry\r\n\r\nHello Bo\r\n"};
    std::optional<base::Error> refusal;                        ///< given to everything that is asked, where set
    std::optional<base::Error> refuse_track, refuse_check_in;  ///< given to these alone
    ClientHistory known;                                       ///< of every client
    PlanView outlook;                                          ///< of every letter
    std::vector<FoundLetter> found;                            ///< whatever the ids
    int concerned = 2;                                         ///< letters, where an order tells their number
    std::vector<TrackRequest> tracked;
    std::atomic<bool> hold_look = false;  ///< look() then waits for release()
    std::atomic<asio::steady_timer*> gate = nullptr;

    std::vector<std::string> asked() {
        const std::lock_guard guard(mutex_);
        return asked_;
    }

    ports::Task<LetterView> track(TrackRequest request) override {
        note("track " +
             (request.letter
                  ? words_of(*request.letter)
                  : request.message_id.value_or("message of " + std::to_string(request.message.value_or("").size()))) +
             " account=" + request.account.value_or("-") + " zone=" + request.client_zone.value_or("-") +
             (request.situation ? " situation=" + *request.situation : "") +
             (request.severity ? std::string(" severity=") + guide::to_word(*request.severity) : "") +
             wish_of(request.auto_send, request.check_in) + (request.from_sendmail ? " sendmail" : ""));
        {
            const std::lock_guard guard(mutex_);
            tracked.push_back(std::move(request));
        }
        if (refuse_track) co_return tl::unexpected(*refuse_track);
        co_return first();
    }
    base::Result<PlanView> plan(PlanRequest request) override {
        note("plan " + words_of(request.letter) + " zone=" + request.client_zone.value_or("-") +
             (request.situation ? " situation=" + *request.situation : "") +
             (request.severity ? std::string(" severity=") + guide::to_word(*request.severity) : "") +
             wish_of(request.auto_send, request.check_in));
        if (refusal) return tl::unexpected(*refusal);
        return outlook;
    }
    base::Result<std::vector<FoundLetter>> find(std::vector<base::MessageId> ids) override {
        std::string all;
        for (const base::MessageId& each : ids) all += " " + each.value;
        note("find" + all);
        if (refusal) return tl::unexpected(*refusal);
        return found;
    }
    base::Result<std::vector<LetterView>> list(ports::LetterFilter filter) override {
        if (filter.after) {
            note("list after " + std::to_string(filter.after->value));
            if (refusal) return tl::unexpected(*refusal);
            std::vector<LetterView> part;
            for (const LetterView& view : letters) {
                const bool fits = part.size() < static_cast<std::size_t>(filter.limit);
                if (*filter.after < view.letter.id && fits) part.push_back(view);
            }
            return part;
        }
        note("list account=" + filter.account.value_or("-") + " closed=" + std::to_string(filter.with_closed) +
             " limit=" + std::to_string(filter.limit));
        if (refusal) return tl::unexpected(*refusal);
        auto some = letters;
        if (filter.limit > 0 && some.size() > static_cast<std::size_t>(filter.limit))
            some.resize(static_cast<std::size_t>(filter.limit));
        return some;
    }
    base::Result<LetterView> show(base::LetterId id) override {
        note("show " + std::to_string(id.value));
        return first();
    }
    base::Result<std::vector<ports::JournalEntry>> why(base::LetterId id) override {
        note("why " + std::to_string(id.value));
        if (refusal) return tl::unexpected(*refusal);
        return journal;
    }
    ports::Task<LetterView> snooze(base::LetterId id, base::Instant until) override {
        note("snooze " + std::to_string(id.value) + " " + base::to_rfc3339(until));
        co_return first();
    }
    ports::Task<LetterView> answered(base::LetterId id, std::string by, std::string words) override {
        note("answered " + std::to_string(id.value) + " by=" + by + " note=" + words);
        co_return first();
    }
    ports::Task<LetterView> done(base::LetterId id) override {
        note("done " + std::to_string(id.value));
        co_return first();
    }
    ports::Task<LetterView> drop(base::LetterId id) override {
        note("drop " + std::to_string(id.value));
        co_return first();
    }
    ports::Task<LetterView> release(base::LetterId id) override {
        note("release " + std::to_string(id.value));
        co_return first();
    }
    ports::Task<LetterView> kept(base::LetterId id, core::Kept order) override {
        note("kept " + std::to_string(id.value) + " promise=" + std::to_string(order.promise) +
             (order.last ? " last" : "") + (order.draft ? " draft" : ""));
        co_return first();
    }
    ports::Task<LetterView> slipped(base::LetterId id, core::Slipped order) override {
        note("slipped " + std::to_string(id.value) + " promise=" + std::to_string(order.promise) + " to " +
             base::to_string(order.to) + (order.draft ? " draft" : ""));
        co_return first();
    }
    base::Result<ClientHistory> history(std::string mailbox) override {
        note("history " + mailbox);
        if (refusal) return tl::unexpected(*refusal);
        return known;
    }
    ports::Task<LetterView> undo() override {
        note("undo");
        co_return first();
    }
    ports::Task<LetterView> switch_auto(base::LetterId id, bool on) override {
        note("auto " + std::to_string(id.value) + (on ? " on" : " off"));
        co_return first();
    }
    base::Result<CheckInText> preview_check_in(base::LetterId id, bool own_words) override {
        note("preview " + std::to_string(id.value) + (own_words ? " for own words" : ""));
        if (refusal) return tl::unexpected(*refusal);
        return check_in;
    }
    ports::Task<LetterView> check_in_now(base::LetterId id, std::optional<std::string> text) override {
        note("check_in " + std::to_string(id.value) + " " + text.value_or("-"));
        if (refuse_check_in) co_return tl::unexpected(*refuse_check_in);
        co_return first();
    }
    ports::Task<int> leave(std::string mailbox, bool in_peace) override {
        note("leave " + mailbox + (in_peace ? " in peace" : " no more"));
        co_return answer(concerned);
    }
    ports::Task<Forgotten> forget(std::string mailbox, bool leave_drafts) override {
        note("forget " + mailbox + (leave_drafts ? " and leave drafts" : ""));
        co_return answer(Forgotten{concerned, forgotten_notes});
    }
    ports::Task<bool> pause(std::optional<std::string> account, bool on) override {
        note("pause " + account.value_or("-") + (on ? " on" : " off"));
        co_return answer(on);
    }
    ports::Task<bool> hold(std::optional<std::string> account, bool on, std::string reason) override {
        note("hold " + account.value_or("-") + (on ? " on" : " off") + (reason.empty() ? "" : ": " + reason));
        co_return answer(on);
    }
    base::Result<DaemonStatus> status() override {
        note("status");
        return answer(state);
    }
    ports::Task<bool> reload() override {
        note("reload");
        co_return answer(true);
    }
    ports::Task<base::Instant> move_clock(base::Instant to) override {
        note("move " + base::to_rfc3339(to));
        co_return answer(to);
    }
    ports::Task<bool> look() override {
        note("look");
        if (hold_look) {
            asio::steady_timer timer(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
            gate = &timer;
            gate.notify_all();
            asio::error_code cancelled;
            co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        }
        co_return answer(true);
    }

private:
    static std::string words_of(const LetterText& letter) {
        std::string words = "letter from " + letter.from.mailbox;
        for (const base::Address& each : letter.to) words += " to " + each.name + "<" + each.mailbox + ">";
        for (const base::Address& each : letter.cc) words += " cc " + each.mailbox;
        words += " \"" + letter.subject + "\" \"" + letter.text + "\"";
        if (letter.sent_at) words += " at " + base::to_rfc3339(*letter.sent_at);
        if (letter.message_id) words += " " + letter.message_id->bracketed();
        for (const base::MessageId& each : letter.references) words += " after " + each.value;
        return words;
    }
    static std::string wish_of(bool auto_send, const core::CheckInWish& wish) {
        return std::string(auto_send ? " auto" : "") + (wish.wanted ? "" : " check-in off") +
               (wish.on ? " check-in on " + base::to_string(*wish.on) : "");
    }
    void note(std::string line) {
        const std::lock_guard guard(mutex_);
        asked_.push_back(std::move(line));
    }
    base::Result<LetterView> first() {
        if (refusal) return tl::unexpected(*refusal);
        return letters.front();
    }
    template <class T>
    base::Result<T> answer(T value) {
        if (refusal) return tl::unexpected(*refusal);
        return value;
    }

    std::mutex mutex_;
    std::vector<std::string> asked_;
};

}  // namespace amends::rpc
