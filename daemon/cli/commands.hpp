#pragma once
// The one table of commands: the parser and the help are made from it. To add a command: a row here, a function in the
// file of its group.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/exit_status.hpp"

namespace amends::cli {

class Session;

enum class Shape {
    needed,   ///< a word in its place
    maybe,    ///< a word in its place that may be absent
    words,    ///< all the words that are left, at least one
    option,   ///< --name VALUE
    options,  ///< --name VALUE, as often as one likes
    flag,     ///< --name
    number,   ///< a whole number in its place
    count,    ///< --name NUMBER
};

struct Argument {
    std::string name;  ///< "ID", "--account"
    Shape shape = Shape::needed;
    std::string doc;
    std::vector<std::string> choices;
};

/// What was given for the arguments of a command, checked against its row.
struct Given {
    std::map<std::string, std::vector<std::string>> words;
    std::vector<std::string> program;  ///< what stood behind `sendmail --`, untouched

    [[nodiscard]] bool flag(const std::string& name) const { return words.contains(name); }
    [[nodiscard]] std::optional<std::string> text(const std::string& name) const;
    /// 0 where absent.
    [[nodiscard]] std::int64_t number(const std::string& name) const;
    /// Each value of an option that may come several times.
    [[nodiscard]] std::vector<std::string> all(const std::string& name) const;
    /// All words with a blank between them.
    [[nodiscard]] std::string joined(const std::string& name) const;
};

/// Does the command and gives the exit status; an Error is printed by the caller, who makes the exit status of it.
using Action = base::Result<int> (*)(Session&, const Given&);

struct Command {
    std::string name;  ///< "list"; "config check" is a command within a group
    std::string doc;
    std::vector<Argument> arguments;
    Action action = nullptr;
    bool hidden = false;
};

const std::vector<Command>& commands();

base::Result<int> track(Session& session, const Given& given);
base::Result<int> list(Session& session, const Given& given);
base::Result<int> show(Session& session, const Given& given);
base::Result<int> why(Session& session, const Given& given);
base::Result<int> snooze(Session& session, const Given& given);
base::Result<int> answered(Session& session, const Given& given);
base::Result<int> done(Session& session, const Given& given);
base::Result<int> drop(Session& session, const Given& given);
base::Result<int> kept(Session& session, const Given& given);
base::Result<int> slipped(Session& session, const Given& given);
base::Result<int> undo(Session& session, const Given& given);
base::Result<int> switch_auto(Session& session, const Given& given);
base::Result<int> check_in(Session& session, const Given& given);
base::Result<int> insert(Session& session, const Given& given);
base::Result<int> review(Session& session, const Given& given);
base::Result<int> leave(Session& session, const Given& given);
base::Result<int> forget(Session& session, const Given& given);
base::Result<int> pause(Session& session, const Given& given);
base::Result<int> resume(Session& session, const Given& given);
base::Result<int> hold(Session& session, const Given& given);
base::Result<int> release(Session& session, const Given& given);
base::Result<int> status(Session& session, const Given& given);
base::Result<int> look(Session& session, const Given& given);
base::Result<int> simulate_move(Session& session, const Given& given);
base::Result<int> config_check(Session& session, const Given& given);
base::Result<int> config_sample(Session& session, const Given& given);
base::Result<int> sendmail(Session& session, const Given& given);
base::Result<int> situations(Session& session, const Given& given);
base::Result<int> write(Session& session, const Given& given);
base::Result<int> classify(Session& session, const Given& given);
base::Result<int> help_rpc(Session& session, const Given& given);

}  // namespace amends::cli
