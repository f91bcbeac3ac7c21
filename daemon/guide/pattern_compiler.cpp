#include <algorithm>
#include <limits>
#include <utility>

#include "guide/word_pattern.hpp"

namespace amends::guide {
namespace {

/// Classes of which every match of a piece meets one.
struct Trigger {
    ClassRange any_of;
    std::size_t weight = std::numeric_limits<std::size_t>::max();
};

}  // namespace

class PatternCompiler {
public:
    using Kind = PatternNode::Kind;
    PatternCompiler(std::string_view text, Vocabulary& vocabulary, PatternStore& store)
        : text_(text), vocabulary_(vocabulary), store_(store) {
        out_.nodes_ = static_cast<std::uint32_t>(store.nodes.size());
        out_.classes_ = static_cast<std::uint32_t>(store.classes.size());
        out_.required_ = static_cast<std::uint32_t>(store.required.size());
    }

    tl::expected<WordPattern, PatternError> compile() {
        const auto trigger = alternatives();
        skip();
        if (error_.what.empty() && at_ < text_.size()) fail("this bracket closes nothing");
        if (!error_.what.empty()) return tl::unexpected(error_);
        node(Kind::accept);
        if (next() > most_nodes || classes() > most_classes)
            return tl::unexpected(PatternError{"the pattern is too long", 0});
        if (required_.empty() && trigger.any_of.count > 0) required_.push_back(trigger);
        std::ranges::stable_sort(required_, {}, &Trigger::weight);
        for (const auto& each : required_) store_.required.push_back(each.any_of);
        out_.required_count_ = static_cast<std::uint16_t>(required_.size());
        out_.node_count_ = static_cast<std::uint16_t>(next());
        if (first_ != First::known) out_.first_count_ = 0;
        return out_;
    }

private:
    static constexpr std::size_t most_nodes = 2000, most_classes = 60000;

    void fail(std::string what) {
        if (error_.what.empty()) error_ = {std::move(what), at_};
        at_ = text_.size();
    }
    void skip() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    }
    [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    [[nodiscard]] std::size_t next() const { return store_.nodes.size() - out_.nodes_; }
    [[nodiscard]] std::size_t classes() const { return store_.classes.size() - out_.classes_; }
    std::size_t node(Kind kind, std::size_t a = 0, std::size_t b = 0) {
        store_.nodes.push_back({kind, static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b)});
        return next() - 1;
    }
    PatternNode& at(std::size_t node) { return store_.nodes[out_.nodes_ + node]; }
    void goes_on_here(std::uint16_t& place) const { place = static_cast<std::uint16_t>(next()); }
    [[nodiscard]] ClassRange since(std::size_t first) const {
        return {static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(classes() - first)};
    }

    Trigger alternatives() {
        const auto own = triggers_.size();
        std::vector<std::size_t> jumps;
        bool open_ended = false;
        for (;;) {
            const auto split = node(Kind::split);
            goes_on_here(at(split).a);
            ++depth_;
            triggers_.push_back(sequence());
            --depth_;
            if (triggers_.back().any_of.count == 0) open_ended = true;
            skip();
            if (here() != '|') {
                at(split).b = at(split).a;  // the last one has no other
                break;
            }
            ++at_;
            jumps.push_back(node(Kind::jump));
            if (depth_ == 0) {  // alternatives of the whole pattern: nothing is common to them
                required_.clear();
                first_ = First::unknown;
                alternatives_ = true;
            }
            goes_on_here(at(split).b);
        }
        for (const auto jump : jumps) goes_on_here(at(jump).a);
        auto all = open_ended ? Trigger{} : any_trigger_from(own);
        triggers_.resize(own);
        return all;
    }

    Trigger any_trigger_from(std::size_t own) {
        if (triggers_.size() == own + 1) return triggers_.back();
        Trigger all{.weight = 0};
        const auto first = classes();
        for (auto each = own; each < triggers_.size(); ++each) {
            const auto& [range, weight] = triggers_[each];
            all.weight += weight;
            for (std::size_t i = 0; i < range.count; ++i)
                store_.classes.push_back(store_.classes[out_.classes_ + range.first + i]);
        }
        all.any_of = since(first);
        return all;
    }

    Trigger sequence() {
        Trigger best;
        for (skip(); at_ < text_.size() && here() != ')' && here() != '|'; skip()) {
            const auto one = element();
            if (one.any_of.count == 0) continue;
            if (depth_ == 1 && !alternatives_) required_.push_back(one);
            if (one.weight < best.weight) best = one;
        }
        return best;
    }

    Trigger element() {
        switch (here()) {
            case '(': return group();
            case '^': return single(Kind::begin);
            case '$': return single(Kind::end);
            case '<': return single(Kind::span);
            case '>': return single(Kind::span_end);
            case '{': return single(Kind::edit);
            case '}': return single(Kind::edit_end);
            case '~': ++at_; return gap(Kind::clause_gap);
            default: break;
        }
        if (text_.substr(at_, 2) == "..") {
            at_ += 2;
            return gap(Kind::gap);
        }
        return set();
    }

    /// Notes what a match may begin with: the last `count` classes, which are none for anything. As long as nothing
    /// else came, all that the pattern has are such.
    void begins_with(std::size_t count, bool optional) {
        if (depth_ != 1 || first_ != First::open) return;
        out_.first_count_ = static_cast<std::uint16_t>(classes());
        if (count == 0) {
            first_ = First::unknown;
        } else if (!optional) {
            first_ = First::known;
        }
    }

    Trigger single(Kind kind) {
        ++at_;
        node(kind);
        return {};
    }

    Trigger gap(Kind kind) {
        std::size_t most = 0;
        const auto start = at_;
        while (here() >= '0' && here() <= '9') most = most * 10 + static_cast<std::size_t>(text_[at_++] - '0');
        if (start == at_ || most > 40) fail("a gap is written ..N or ~N, with N at most 40");
        node(kind, most);
        begins_with(0, false);
        return {};
    }

    Trigger group() {
        const auto open = at_++;
        begins_with(0, false);
        const auto split = node(Kind::split);
        goes_on_here(at(split).a);
        const auto trigger = alternatives();
        if (here() != ')') {
            at_ = open;
            fail("this bracket is never closed");
            return {};
        }
        ++at_;
        const bool optional = here() == '?';
        if (optional) ++at_;
        at(split).b = optional ? static_cast<std::uint16_t>(next()) : at(split).a;
        return optional ? Trigger{} : trigger;
    }

    Trigger set() {
        const bool negative = here() == '!';
        if (negative) ++at_;
        const auto first = classes();
        if (here() == '[') {
            members();
        } else {
            atom();
        }
        const auto ids = since(first);
        const bool optional = here() == '?';
        if (optional) ++at_;
        if (negative && optional) fail("\"!\" and \"?\" do not go together");
        const auto split = optional ? node(Kind::split) : 0;
        if (optional) goes_on_here(at(split).a);
        node(negative ? Kind::none_of : Kind::set, ids.first, ids.count);
        if (optional) goes_on_here(at(split).b);
        begins_with(negative ? 0 : ids.count, optional);
        if (negative || optional) return {};
        Trigger trigger{ids, 0};
        for (const auto id : out_.classes(store_, ids))
            trigger.weight += id <= Vocabulary::ing ? 10000 : vocabulary_.weight(id);
        return trigger;
    }

    void members() {
        const auto open = at_++;
        constexpr std::string_view no_member = "[(){}<>|~^$";
        for (skip(); at_ < text_.size() && here() != ']' && no_member.find(here()) == std::string_view::npos; skip())
            atom();
        if (here() != ']') {
            at_ = open;
            fail("this list is never closed: a \"]\" is missing");
        }
        ++at_;
    }

    static bool ends_word(char byte) {
        switch (byte) {
            case ' ':
            case '\n':
            case '(':
            case ')':
            case '[':
            case ']':
            case '{':
            case '}':
            case '<':
            case '>':
            case '|':
            case '?':
            case '!':
            case '~':
            case '^':
            case '$':
            case ',':
            case ';':
            case ':': return true;
            default: return false;
        }
    }

    void atom() {
        if (here() == '_') {
            ++at_;
            store_.classes.push_back(Vocabulary::any_word);
            return;
        }
        const bool list = here() == '@';
        const auto start = list ? ++at_ : at_;
        if (!list && std::string_view(",;:?!").find(here()) != std::string_view::npos && here() != '\0') ++at_;
        while (at_ < text_.size() && at_ - start < 60 && !ends_word(text_[at_])) ++at_;
        const auto name = text_.substr(start, at_ - start);
        if (name.empty()) return fail("a word or @list is missing here");
        if (!list) {
            store_.classes.push_back(vocabulary_.literal(name));
        } else if (const auto id = vocabulary_.find_list(name)) {
            store_.classes.push_back(*id);
        } else {
            at_ = start;
            fail("there is no list \"" + std::string(name) + "\"");
        }
    }

    std::string_view text_;
    Vocabulary& vocabulary_;
    PatternStore& store_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;  // of brackets; the pattern itself is 1
    enum class First { open, known, unknown } first_ = First::open;
    bool alternatives_ = false;
    std::vector<Trigger> required_;
    std::vector<Trigger> triggers_;  // of the alternatives that are being read
    PatternError error_;
    WordPattern out_;
};

tl::expected<WordPattern, PatternError> WordPattern::compile(std::string_view pattern, Vocabulary& vocabulary,
                                                             PatternStore& store) {
    return PatternCompiler(pattern, vocabulary, store).compile();
}

}  // namespace amends::guide
