#pragma once
// The rules of the checker, a file for each promise, and the questions that several of them ask.
#include <chrono>
#include <initializer_list>
#include <string>
#include <vector>

#include "tests/simulation/checker_record.hpp"

namespace amends::simulation {

using Verdicts = std::vector<Violation>;

void judge_history(const Record& record, Verdicts& verdicts);    ///< 0: the driver contradicts itself
void judge_twice(const Record& record, Verdicts& verdicts);      ///< 1
void judge_answers(const Record& record, Verdicts& verdicts);    ///< 2
void judge_lost(const Record& record, Verdicts& verdicts);       ///< 3
void judge_time(const Record& record, Verdicts& verdicts);       ///< 4
void judge_bursts(const Record& record, Verdicts& verdicts);     ///< 4
void judge_surprises(const Record& record, Verdicts& verdicts);  ///< 5
void judge_caps(const Record& record, Verdicts& verdicts);       ///< 5
void judge_leaks(const Record& record, Verdicts& verdicts);      ///< 6
void judge_journal(const Record& record, Verdicts& verdicts);    ///< 7
void judge_silence(const Record& record, Verdicts& verdicts);    ///< 8

/// What was on its way to the server when the program learned better may still arrive for so long.
constexpr std::chrono::seconds in_flight = std::chrono::hours{1};
constexpr std::chrono::seconds a_day = std::chrono::hours{24};

/// The order concerns the letter: by its number, or by its client where the letter was sent before it.
bool concerns(const Record& record, const Order& order, int letter);
/// True for a complaint about any letter to the client of `letter`: it stops everything to that client.
bool is_complaint_of_client(const Record& record, const Mail& mail, int letter);
/// The last order that lets this step go, binds at `index`, and was not taken back; null where there is none.
const Order* let_go(const Record& record, const Step& step, std::size_t index);
/// The first event for which the step need not come any more: an order that was given, whether or not the program said
/// yes, or something that ends what waits for an answer. Index never where there is none.
Moment reason_against(const Record& record, const Step& step, int promise);
/// By the program's hand or the user's.
bool done(const Record& record, const Step& step);
/// The program looked where the mail lay, in a folder that is watched, late enough to know of it when it acted.
bool saw(const Record& record, const Mail& mail, const Action& action);
/// The user was told of something about the letter since then: a notice, or by a way that needs no mail.
bool told(const Record& record, int letter, const Moment& since);
/// An answer to the letter that ends what waits for one.
inline bool is_answer(MailClass meant) { return meant == MailClass::answer || meant == MailClass::invitation; }
bool business_day(const Window& window, base::CivilDate date);
/// Working time by the machine's clock or by true time.
bool in_window(const Record& record, const std::string& zone, const Window& window, const Moment& moment,
               std::chrono::seconds before = {});

/// When a step is due, at the earliest and at the latest, as far as the program can know it at `index`.
struct Due {
    base::Instant earliest, latest;
    int promise = 0;
    Form form = Form::draft;
};
std::optional<Due> due_of(const Record& record, const Step& step, std::size_t index);

}  // namespace amends::simulation
