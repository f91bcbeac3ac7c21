#pragma once
// A history, sorted into what the rules of the checker ask for: the same facts by kind, with what belongs together put
// together. It judges nothing. Everything in it points into the history, which must outlive it.
#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "tests/simulation/checker.hpp"

namespace amends::simulation {

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

/// Which event it was: instants alone do not tell which of two came first.
struct Moment {
    std::size_t index = never;
    base::Instant at;
    friend bool operator<(const Moment& a, const Moment& b) { return a.index < b.index; }
};

template <class T>
struct Seen : Moment {
    const T* what = nullptr;
    const T* operator->() const { return what; }
    [[nodiscard]] Moment moment() const { return {index, at}; }
};

template <class Variant>
struct Shelves;
template <class... T>
struct Shelves<std::variant<T...>> {
    using Type = std::tuple<std::vector<Seen<T>>...>;
};

/// An order of the user, and what became of it.
struct Order {
    const Ordered* what = nullptr;
    Moment given;
    Moment acknowledged;            ///< index never: it was not
    std::size_t forgotten = never;  ///< when a backup older than it was restored
    /// The program has said yes to it and cannot have lost it.
    [[nodiscard]] bool binds(std::size_t index) const { return acknowledged.index <= index && index < forgotten; }
};

struct Look {
    std::string folder;
    Moment began, ended;
    std::uint32_t uid_next = 0;
};

/// A mail that lay in one folder from one event to another.
struct Stay {
    std::string folder;
    std::uint32_t uid = 0;
    std::size_t from = 0, until = never;
};

/// A mail of somebody else's, or the user's own.
struct Mail {
    Seen<MailArrived> arrived;
    std::vector<Stay> stays;
};

/// A message of ours in the mailbox.
struct Ours {
    Seen<MessageAppeared> appeared;
    Moment gone, edited;  ///< index never: it was not
    Hand gone_by = Hand::user;
};

struct Delivery {
    Seen<MailAccepted> accepted;
    Moment body, dot;  ///< as the program wrote them; index never where the user's own client sent it
};

struct Plan {
    Moment since;
    const std::vector<PlannedStep>* steps = nullptr;
};

struct Letter {
    Seen<LetterSent> sent;
    std::vector<Seen<Tracked>> tracked;
    std::vector<Plan> plans;
};

/// What the program did for a step: a reminder or a draft appeared, or a mail was accepted.
struct Action {
    Moment when;  ///< of a send: its final dot, the last thing that the program could have left undone
    Form form = Form::draft;
    std::vector<Step> steps;
    const Ours* ours = nullptr;          ///< of a reminder and a draft
    const Delivery* delivery = nullptr;  ///< of a send
    [[nodiscard]] bool automatic() const { return form == Form::send; }
    [[nodiscard]] bool about(StepKind kind) const {
        return std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return step.kind == kind; });
    }
    [[nodiscard]] int letter() const { return steps.empty() ? 0 : steps.front().letter; }
};

class Record {
public:
    explicit Record(const History& history);

    template <class T>
    [[nodiscard]] const std::vector<Seen<T>>& all() const {
        return std::get<std::vector<Seen<T>>>(shelves_);
    }
    [[nodiscard]] const History& history() const { return history_; }
    [[nodiscard]] const std::vector<Order>& orders() const { return orders_; }
    [[nodiscard]] const std::vector<Look>& looks(const std::string& folder) const;  ///< by their end
    [[nodiscard]] const std::vector<Mail>& mails() const { return mails_; }
    [[nodiscard]] const std::vector<Ours>& ours() const { return ours_; }
    [[nodiscard]] const std::vector<Delivery>& deliveries() const { return deliveries_; }
    [[nodiscard]] const std::vector<Action>& actions() const { return actions_; }
    [[nodiscard]] const std::map<int, Letter>& letters() const { return letters_; }
    [[nodiscard]] const Letter* letter(int number) const;
    [[nodiscard]] std::string client_of(int number) const;
    [[nodiscard]] std::string account_of(int number) const;

    /// What the machine's clock showed.
    [[nodiscard]] base::Instant clock(const Moment& moment) const;
    /// In a zone as its table stood at that moment; empty: the user's.
    [[nodiscard]] base::CivilDateTime local(const std::string& zone, base::Instant at, std::size_t index) const;
    /// The client's window and zone, as the program was told them before `index`; nothing where it was not tracked.
    [[nodiscard]] const Tracked* tracking(int number, std::size_t index) const;
    /// The folders that were watched from `from` to `to`.
    [[nodiscard]] std::vector<std::string> watched(std::size_t from, std::size_t to) const;
    /// The process ran at that event.
    [[nodiscard]] bool running(std::size_t index) const { return index < running_.size() && running_[index]; }
    /// The process ran without end from `from`, for as long as `time`, while no trouble was on.
    [[nodiscard]] bool undisturbed(const Moment& from, std::chrono::seconds time) const;
    /// A backup was restored between the two that does not know what happened at `from`.
    [[nodiscard]] bool forgotten(const Moment& from, std::size_t index) const;

private:
    void take_order(const Moment& at, const Ordered& order);
    void collect(const Moment& at, const What& what);
    void collect_mail(const Moment& at, const What& what);
    void collect_looks();
    void collect_deliveries();
    void collect_actions();
    void collect_running();

    const History& history_;
    Shelves<What>::Type shelves_;
    std::vector<Order> orders_;
    std::map<std::string, std::vector<Look>> looks_;
    std::vector<Mail> mails_;
    std::vector<Ours> ours_;
    std::vector<Delivery> deliveries_;
    std::vector<Action> actions_;
    std::map<int, Letter> letters_;
    std::vector<std::chrono::seconds> clock_;  ///< against true time, an entry an event
    std::vector<bool> running_;
    std::vector<std::pair<Moment, Moment>> disturbed_;
};

/// In words: "the check-in of letter 2".
std::string name_of(const Step& step);
/// Of steps that wait for an answer.
inline bool waits(StepKind kind) { return kind == StepKind::check_in || kind == StepKind::call; }

}  // namespace amends::simulation
