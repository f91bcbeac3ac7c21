#pragma once
// The rules of the review as they are read from templates/<language>/review/*.toml (the README there tells the format).
// Layers: shipped, then organisation, then user; a later file adds rules, replaces one of the same id, switches one
// off, changes its severity or rank, adds words to a list, or allows words. Reading is pure; finding the files is the
// caller's business. A Rules value is immutable and may be used for any number of letters.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace amends::guide {

struct RuleBook;
struct RuleFile;

/// `name` is what an Error calls the file.
struct RuleText {
    std::string name;
    std::string text;
    friend bool operator==(const RuleText&, const RuleText&) = default;
};

/// What a list of the rules shows, and the manual's table points at.
struct RuleSummary {
    std::string id, category, severity, message, guide;
};

class Rules {
public:
    /// The shipped rules with the files of `own` upon them, in their order. A file that cannot be used, or (with
    /// `examples`) whose own examples fail, is an Error with its name, line and column.
    static base::Result<Rules> stock(const std::vector<RuleText>& own = {}, bool examples = true);
    /// Only these files; their examples are run where `examples`.
    static base::Result<Rules> read(const std::vector<RuleText>& files, bool examples = true);

    [[nodiscard]] std::vector<RuleSummary> list() const;
    [[nodiscard]] const RuleBook& book() const { return *book_; }

    Rules(Rules&&) noexcept;
    Rules& operator=(Rules&&) noexcept;
    ~Rules();

private:
    static base::Result<Rules> upon(std::vector<RuleFile> below, const std::vector<RuleText>& files, bool examples);
    explicit Rules(std::unique_ptr<const RuleBook> book);
    std::unique_ptr<const RuleBook> book_;
};

}  // namespace amends::guide
