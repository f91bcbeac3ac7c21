#include "tests/core/scenario.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>

#include "tests/core/scenario_text.hpp"
#include "tests/core/world.hpp"

namespace amends::core {

namespace {

/// A word of the vocabulary, or the end of the scenario.
template <class Value>
Value known(const std::optional<Value>& value, const char* what) {
    if (!value) throw std::runtime_error(std::string("no ") + what);
    return *value;
}

class Player {
public:
    Player() {
        world_.policy.client_window = window_in("Europe/Berlin");
        world_.policy.user_window = window_in("Europe/Berlin");
    }

    void play(const std::string& line) {
        Words words(line);
        if (words.take("policy:")) return policy(words);
        if (words.take("given:")) return given(words);
        if (words.take("expect")) return expect(words);
        end_decision();
        world_.now = instant(words);
        fact(words);
    }

    /// Actions that the decision wants and the text did not expect.
    void end_decision() {
        for (const Action& action : unexpected_) {
            wrong.push_back(std::string("unexpected action ") + to_word(action.kind) + " " + to_word(action.step.kind) +
                            " " + std::to_string(action.step.ordinal));
        }
        unexpected_.clear();
    }

    std::vector<std::string> wrong;  ///< since the last look

private:
    void check(bool right, const std::string& otherwise) {
        if (!right) wrong.push_back(otherwise);
    }

    static bool names_zone(const Words& words) {
        return words.peek() == "UTC" || words.peek().find('/') != std::string::npos;
    }

    base::Instant instant(Words& words) {
        const auto date = words.date();
        const auto time = words.time();
        const calendar::Zone* zone = world_.policy.user_window.zone;
        if (names_zone(words)) zone = window_in(words.word()).zone;
        return zone->instant({date, time});
    }

    void policy(Words& words) {
        Policy& policy = world_.policy;
        const std::map<std::string, std::function<void()>> settings{
            {"client", [&] { policy.client_window.zone = window_in(words.word()).zone; }},
            {"user", [&] { policy.user_window.zone = window_in(words.word()).zone; }},
            {"holiday",
             [&] {
                 const auto date = words.date();
                 policy.client_window.holidays.insert(date);
                 policy.user_window.holidays.insert(date);
             }},
            {"check_in_after", [&] { policy.check_in_after = words.number(); }},
            {"check_in_latest", [&] { policy.check_in_latest = words.number(); }},
            {"promise_before", [&] { policy.promise_before = words.number(); }},
            {"promise_after", [&] { policy.promise_after = words.number(); }},
            {"undated_after", [&] { policy.undated_after = words.number(); }},
            {"check_in_time", [&] { policy.check_in_time = words.time(); }},
            {"reminder_time", [&] { policy.reminder_time = words.time(); }},
            {"client_opens", [&] { policy.client_window.opens = words.time(); }},
            {"client_closes", [&] { policy.client_window.closes = words.time(); }},
            {"client_works_on_sunday", [&] { policy.client_window.working_days[0] = true; }},
            {"late_after", [&] { policy.late_after = std::chrono::hours{words.number()}; }},
            {"keep_no_words", [&] { policy.store_bodies = false; }},
        };
        while (!words.done()) run(settings, words.word());
    }

    void given(Words& words) {
        AccountContext& account = world_.slice.account;
        ClientContext& client = world_.slice.client;
        const std::map<std::string, std::function<void()>> settings{
            {"paused", [&] { account.paused = true; }},
            {"resumed", [&] { account.paused = false; }},
            {"held", [&] { account.held = HoldCause::user; }},
            {"released", [&] { account.held.reset(); }},
            {"in_peace", [&] { client.in_peace = true; }},
            {"sends_to_client", [&] { client.sends_in_7_days = words.number(); }},
            {"letters_in_90_days", [&] { client.letters_in_90_days = words.number(); }},
            {"open_promises", [&] { client.open_promises = words.number(); }},
            {"sends_in_hour", [&] { account.sends_in_hour = words.number(); }},
            {"sends_in_day", [&] { account.sends_in_day = words.number(); }},
            {"notices_in_hour", [&] { account.notices_in_hour = words.number(); }},
        };
        while (!words.done()) run(settings, words.word());
    }

    static void run(const std::map<std::string, std::function<void()>>& settings, const std::string& name) {
        const auto found = settings.find(name);
        if (found == settings.end()) throw std::runtime_error("no such setting: " + name);
        found->second();
    }

    StepKey step(Words& words) {
        const StepKind kind = known(step_kind_from(words.word()), "kind of step");
        return {kind, words.number()};
    }

    void observe(const Observation& observation) {
        world_.observe(observation);
        unexpected_ = world_.last.actions;
        wrong.insert(wrong.end(), world_.broken.begin(), world_.broken.end());
        world_.broken.clear();
    }

    void fact(Words& words) {
        if (words.take("letter sent")) return letter(words);
        if (words.take("tracked again")) return track_again(words);
        if (words.take("time")) return observe(TimeCame{});
        if (words.take("outcome")) return outcome(words);
        if (words.take("twin of")) return twin(words);
        if (words.take("order")) return order(words);
        message(words);
    }

    void letter(Words& words) {
        base::Instant sent = world_.now;
        if (words.take("on")) sent = instant(words);
        Letter letter = a_letter(sent);
        letter.recipients.clear();
        Tracked tracked;
        RecipientField field = RecipientField::to;
        while (!words.done()) {
            if (words.take("to")) {
                field = RecipientField::to;
            } else if (words.take("cc")) {
                field = RecipientField::cc;
            } else if (words.take("encrypted")) {
                letter.protection = base::Protection::encrypted;
            } else if (words.take("signed")) {
                letter.protection = base::Protection::is_signed;
            } else if (words.take("language")) {
                letter.language = words.word();
            } else if (words.take("auto on")) {
                letter.auto_send = true;
            } else if (words.take("check-in off")) {
                tracked.check_in.wanted = false;
            } else if (words.take("check-in on")) {
                tracked.check_in.on = words.date();
            } else if (words.take("promising")) {
                tracked.promises.push_back(promise(words));
            } else {
                letter.recipients.push_back({{"", words.word()}, field, false});
            }
        }
        world_.slice.letter = letter;
        observe(tracked);
    }

    void track_again(Words& words) {
        Tracked tracked;
        if (words.take("check-in off")) tracked.check_in.wanted = false;
        if (words.take("check-in on")) tracked.check_in.on = words.date();
        observe(tracked);
    }

    /// "words" [by DATE [TIME]] [unclear] [again RHYTHM]
    Promise promise(Words& words) {
        const calendar::Zone& zone = *world_.policy.user_window.zone;
        Promise promise;
        promise.words = words.word();
        if (words.take("by")) {
            promise.due = by_end_of(words.date(), zone, "as the letter says");
            if (words.peek().find(':') != std::string::npos) {
                promise.due->wall.time = words.time();
                promise.due->at = zone.instant(promise.due->wall);
                promise.whole_day = false;
            }
        }
        promise.ambiguous = words.take("unclear");
        if (words.take("again")) promise.rhythm = known(rhythm_from(words.word()), "rhythm");
        return promise;
    }

    void twin(Words& words) {
        TwinSeen twin;
        twin.step = step(words);
        twin.sent = words.take("in Sent");
        if (!twin.sent && !words.take("in Drafts")) throw std::runtime_error("in which folder?");
        if (words.take("sent by no hand")) twin.means = Means::send;
        observe(twin);
    }

    void outcome(Words& words) {
        Outcome outcome;
        outcome.kind = known(outcome_kind_from(words.word()), "kind of outcome");
        outcome.step = step(words);
        if (words.take("retry")) outcome.retry_at = instant(words);
        if (!words.done()) outcome.detail = words.word();
        observe(outcome);
    }

    void order(Words& words) {
        if (words.take("snooze until")) return observe(Snooze{instant(words)});
        if (words.take("answered by")) {
            Answered answered{words.word(), ""};
            if (!words.done()) answered.note = words.word();
            return observe(answered);
        }
        if (words.take("kept")) return kept(words);
        if (words.take("slipped")) return slipped(words);
        if (words.take("done")) return observe(Done{});
        if (words.take("drop")) return observe(Drop{});
        if (words.take("auto on")) return observe(SwitchAuto{true});
        if (words.take("auto off")) return observe(SwitchAuto{false});
        if (words.take("release")) return observe(Release{});
        if (words.take("leave the client in peace")) {
            world_.slice.client.in_peace = true;
            return observe(ClientLeftInPeace{});
        }
        if (words.take("check-in now")) {
            CheckInNow now;
            if (!words.done()) now.text = words.word();
            return observe(now);
        }
        throw std::runtime_error("no such order");
    }

    void kept(Words& words) {
        Kept kept;
        while (!words.done()) {
            if (words.take("promise")) {
                kept.promise = words.number();
            } else if (words.take("for the last time")) {
                kept.last = true;
            } else if (words.take("with a draft")) {
                kept.draft = true;
            } else {
                throw std::runtime_error("no such way to keep a promise");
            }
        }
        observe(kept);
    }

    void slipped(Words& words) {
        Slipped slipped;
        if (words.take("promise")) slipped.promise = words.number();
        if (!words.take("to")) throw std::runtime_error("slipped to which day?");
        slipped.to = words.date();
        if (words.take("without a draft")) slipped.draft = false;
        observe(slipped);
    }

    void message(Words& words) {
        MessageSeen seen;
        seen.received = world_.now;
        seen.match.about = world_.slice.letter.message_id;
        seen.facts.from = {{"", "anna@client.example"}};
        seen.facts.message_id = base::MessageId{"message-" + std::to_string(++messages_) + "@client.example"};
        seen.facts.subject = "Re: Sorry about Tuesday";
        kind_of_message(words, seen);
        while (!words.done()) {
            if (words.take("about another message")) {
                seen.match.about = {"another@client.example"};
                seen.match.about_letter = false;
            } else if (words.take("about")) {
                seen.match.about = derived_message_id(world_.slice.letter, step(words));
                seen.match.about_letter = false;
            } else if (words.take("until")) {
                seen.facts.return_date = words.date();
            } else if (words.take("of")) {
                if (!seen.facts.report) seen.facts.report.emplace();
                seen.facts.report->recipients.push_back({words.word(), base::ReportAction::failed, "5.1.1", ""});
            } else if (words.take("from the user's own house")) {
                seen.own_house = true;
            } else if (words.take("from")) {
                seen.facts.from = {{"", words.word()}};
            } else if (words.take("that they are gone")) {
                seen.facts.note = base::AutomaticNote::left;
            } else if (words.take("naming")) {
                seen.facts.stand_in = words.word();
            } else if (words.take("written to")) {
                if (!seen.facts.report) throw std::runtime_error("\"written to\" has no \"of\" before it");
                seen.facts.report->recipients.back().original_recipient = words.word();
            } else if (words.take("received")) {
                seen.received = instant(words);
            } else if (words.take("for now only")) {
                seen.classification.permanent = false;
            } else if (words.take("in doubt")) {
                seen.classification.in_doubt = true;
            } else if (words.take("sounding")) {
                seen.classification.tone = known(tone_from(words.word()), "tone");
            } else if (words.take("encrypted")) {
                seen.facts.protection = base::Protection::encrypted;
            } else {
                seen.facts.text = words.word();
            }
        }
        observe(seen);
    }

    void kind_of_message(Words& words, MessageSeen& seen) {
        const std::map<std::string, MessageClass> kinds{
            {"answer", MessageClass::reply},          {"invitation", MessageClass::invite},
            {"auto-reply", MessageClass::auto_reply}, {"bounce", MessageClass::bounce},
            {"delay", MessageClass::delay},           {"delivered", MessageClass::delivered},
            {"receipt", MessageClass::receipt},       {"complaint", MessageClass::complaint},
            {"other", MessageClass::other},
        };
        if (words.take("user writes")) {
            seen.own = true;
            seen.classification.what = MessageClass::reply;
            while (words.take("to")) seen.facts.to.push_back({.name = "", .mailbox = words.word()});
            if (words.take("in the draft of")) seen.of_draft = step(words);
        } else if (words.take("user auto-replies")) {
            seen.own = true;
            seen.classification.what = MessageClass::auto_reply;
        } else if (words.take("in Sent lies the letter")) {
            seen.own = true;
            seen.facts.message_id = world_.slice.letter.message_id;
        } else if (words.take("in Sent lies")) {
            seen.own = true;
            seen.classification.what = MessageClass::reply;
            seen.facts.message_id = derived_message_id(world_.slice.letter, step(words));
        } else {
            if (words.take("possible")) seen.match.evidence = Evidence::possible;
            const auto found = kinds.find(words.word());
            if (found == kinds.end()) throw std::runtime_error("no such fact");
            seen.classification.what = found->second;
        }
        if (seen.own) seen.facts.from = {world_.slice.letter.from};
    }

    void expect(Words& words) {
        if (words.take("letter")) return expect_letter(words);
        if (words.take("promise")) return expect_promise(words);
        if (words.take("no action")) return check(world_.last.actions.empty(), "there are actions");
        if (words.take("action")) return expect_action(words);
        if (words.take("because")) return expect_reason(words.word());
        if (words.take("no refusal"))
            return check(!world_.last.refusal, "refused: " + world_.last.refusal.value_or(""));
        if (words.take("refusal")) {
            const std::string part = words.word();
            const std::string said = world_.last.refusal.value_or("(no refusal)");
            return check(said.find(part) != std::string::npos, "refusal is: " + said);
        }
        if (words.take("wake never")) return check(!world_.last.wake_at, "wake is " + text_of(world_.last.wake_at));
        if (words.take("wake")) {
            return check(world_.last.wake_at == instant(words), "wake is " + text_of(world_.last.wake_at));
        }
        if (words.take("no")) {
            const StepKind kind = known(step_kind_from(words.word()), "kind of step");
            return check(world_.newest(kind) == nullptr, std::string("there is a ") + to_word(kind));
        }
        expect_step(words);
    }

    void expect_letter(Words& words) {
        const Letter& letter = world_.slice.letter;
        if (words.take("let go")) return check(letter.let_go, "is not let go");
        if (words.take("not let go")) return check(!letter.let_go, "is let go");
        if (words.take("auto")) return check(letter.auto_send == (words.word() == "on"), "auto is otherwise");
        if (words.take("answered by")) return check(letter.answered_by == words.word(), "by " + letter.answered_by);
        if (words.take("note")) return check(letter.note == words.word(), "note is " + letter.note);
        if (words.take("last words")) return check(letter.last_words == words.word(), "are " + letter.last_words);
        if (words.take("held for")) return check(to_word(letter.hold) == words.word(), to_word(letter.hold));
        if (words.take("not held")) return check(letter.hold == Hold::none, "is held");
        if (words.take("tone")) return check(letter.tone == tone_from(words.word()), "sounds otherwise");
        if (words.take("bounced")) return check(has_bounced(words.word()), "has not bounced");
        if (words.take("not bounced")) return check(!has_bounced(words.word()), "has bounced");
        if (words.take("gone")) return check(is_gone(words.word()), "is not gone");
        const std::string state = to_word(letter.state);
        check(state == words.word(), "the letter is " + state);
    }

    void expect_promise(Words& words) {
        const int ordinal = words.number();
        const auto& all = world_.slice.letter.promises;
        const auto found = std::ranges::find(all, ordinal, &Promise::ordinal);
        if (found == all.end()) return check(false, "there is no such promise");
        while (!words.done()) {
            if (words.take("by")) {
                const std::string day = found->due ? base::to_string(found->due->wall.date) : "no day";
                check(day == base::to_string(words.date()), "it is due by " + day);
            } else if (words.take("undated")) {
                check(!found->due, "it has a day");
            } else if (words.take("clear")) {
                check(!found->ambiguous, "it is not clear");
            } else if (words.take("unclear")) {
                check(found->ambiguous, "it is clear");
            } else if (words.take("slipped")) {
                check(found->slips == words.number(), "it has slipped " + std::to_string(found->slips) + " times");
            } else if (words.take("words")) {
                check(found->words == words.word(), "its words are: " + found->words);
            } else {
                const std::string state = to_word(found->state);
                check(state == words.word(), "it is " + state);
            }
        }
    }

    bool has_bounced(const std::string& mailbox) const {
        return std::ranges::any_of(world_.slice.letter.recipients,
                                   [&](const Recipient& one) { return one.address.mailbox == mailbox && one.bounced; });
    }

    bool is_gone(const std::string& mailbox) const {
        return std::ranges::any_of(world_.slice.letter.recipients,
                                   [&](const Recipient& one) { return one.address.mailbox == mailbox && one.gone; });
    }

    void expect_action(Words& words) {
        const ActionKind kind = known(action_kind_from(words.word()), "kind of action");
        const StepKey key = step(words);
        const auto found = std::ranges::find_if(
            unexpected_, [&](const Action& action) { return action.kind == kind && action.step == key; });
        if (found == unexpected_.end()) return check(false, "there is no such action");
        if (words.take("with")) check(found->text == words.word(), "its text is otherwise");
        const std::string from = found->not_before ? base::to_rfc3339(*found->not_before) : "at once";
        const std::string wanted = words.take("not before") ? base::to_rfc3339(instant(words)) : "at once";
        check(from == wanted, "it may begin " + from);
        unexpected_.erase(found);
    }

    void expect_reason(const std::string& part) {
        std::string all;
        for (const Reason& reason : world_.last.reasons) all += "\n    " + reason.sentence;
        check(all.find(part) != std::string::npos, "the reasons are:" + all);
    }

    void expect_step(Words& words) {
        const StepKind kind = known(step_kind_from(words.word()), "expectation");
        const Step* step = world_.newest(kind);
        if (!words.done() && std::isdigit(static_cast<unsigned char>(words.peek().front())) != 0) {
            step = world_.step({kind, words.number()});
        }
        if (step == nullptr) return check(false, "there is no such step");
        while (!words.done()) {
            if (words.take("as")) {
                const std::string means = to_word(step->means);
                check(means == words.word(), "its means is " + means);
            } else if (words.take("for")) {
                const base::CivilDateTime wall{words.date(), words.time()};
                check(step->due.wall == wall, "it is due on " + base::to_string(step->due.wall));
                if (names_zone(words)) {
                    check(step->due.zone == words.word(), "its zone is " + step->due.zone);
                }
            } else if (words.take("is")) {
                const auto at = instant(words);
                check(step->due.at == at, "it is due at " + base::to_rfc3339(step->due.at));
            } else if (words.take("of promise")) {
                check(step->promise == words.number(), "it is of promise " + std::to_string(step->promise));
            } else if (words.take("meant for")) {
                const auto at = instant(words);
                check(step->meant_for == at, "it is meant for " + base::to_rfc3339(step->meant_for));
            } else if (words.take("because")) {
                const std::string part = words.word();
                check(step->outcome.find(part) != std::string::npos, "its outcome is: " + step->outcome);
            } else {
                const std::string state = to_word(step->state);
                check(state == words.word(), "it is " + state);
            }
        }
    }

    static std::string text_of(const std::optional<base::Instant>& at) { return at ? base::to_rfc3339(*at) : "never"; }

    World world_;
    std::vector<Action> unexpected_;
    int messages_ = 0;
};

}  // namespace

std::vector<std::string> play_scenario(const std::string& path) {
    std::vector<std::string> wrong;
    std::ifstream file(path);
    if (!file) wrong.push_back(path + " cannot be read");
    Player player;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const std::string code = line.substr(0, line.find('#'));
        if (code.find_first_not_of(" \t\r") == std::string::npos) continue;
        try {
            player.play(code);
        } catch (const std::exception& error) {
            wrong.push_back(path + ":" + std::to_string(number) + ": " + error.what() + ": " + line);
            return wrong;
        }
        for (const auto& what : player.wrong) {
            wrong.push_back(path + ":" + std::to_string(number) + ": " + line + "\n    " + what);
        }
        player.wrong.clear();
    }
    player.end_decision();
    for (const auto& what : player.wrong) wrong.push_back(path + ": after the last line: " + what);
    return wrong;
}

}  // namespace amends::core
