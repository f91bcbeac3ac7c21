#pragma once
// A line of a scenario as words: "quoted words" are one. Reading a word that is not there ends the scenario.
#include <string>
#include <vector>

#include "base/time.hpp"

namespace amends::core {

class Words {
public:
    explicit Words(const std::string& line);

    [[nodiscard]] bool done() const { return next_ == words_.size(); }
    /// The next word, which stays; empty at the end.
    [[nodiscard]] std::string peek() const { return done() ? "" : words_[next_]; }
    /// Takes the words if they come next.
    bool take(const std::string& words);
    std::string word();
    int number();
    base::CivilDate date();
    base::CivilTime time();

private:
    std::vector<std::string> words_;
    std::size_t next_ = 0;
};

}  // namespace amends::core
