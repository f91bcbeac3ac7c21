#include "guide/word_pattern.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <span>
#include <utility>

namespace amends::guide {

void PatternIndex::add(WordPattern& pattern) {
    pattern.number_ = size_++;
    always_.resize((size_ + 63) / 64);
    if (pattern.required_.empty()) always_[pattern.number_ / 64] |= std::uint64_t{1} << (pattern.number_ % 64);
    if (pattern.required_.empty()) return;
    for (const auto id : pattern.required_.front()) {
        if (id >= by_class_.size()) by_class_.resize(id + std::size_t{1});
        by_class_[id].push_back(pattern.number_);
    }
}

TaggedWords::TaggedWords(const Vocabulary& vocabulary, const PatternIndex& index, Words words)
    : index_(&index), words_(std::move(words)) {
    heads_.assign(words_.words.size(), -1);
    links_.reserve(words_.words.size() * 6);
    seen_.resize(vocabulary.size());
    std::vector<ClassAt> found;
    for (const auto& sentence : words_.sentences) {
        for (std::size_t i = sentence.first; i < sentence.last; ++i) {
            found.clear();
            vocabulary.classes_at(words_, i, sentence.last, found);
            for (const auto& what : found) add(i, what);
        }
    }
}

void TaggedWords::add(std::size_t word, ClassAt what) {
    links_.push_back({what, heads_[word]});
    heads_[word] = static_cast<std::int32_t>(links_.size() - 1);
    if (stamp_ > 0) note(what.id, word);
}

void TaggedWords::note(ClassId id, std::size_t word) {
    if (id >= seen_.size() || word < first_ || word - first_ >= most_words) return;
    auto& seen = seen_[id];
    if (seen.stamp == stamp_) {
        seen.begins.set(word - first_);
        return;
    }
    seen.stamp = stamp_;
    seen.begins.reset();
    seen.begins.set(word - first_);
    if (id >= index_->by_class_.size()) return;
    for (const auto pattern : index_->by_class_[id]) worth_[pattern / 64] |= std::uint64_t{1} << (pattern % 64);
}

void TaggedWords::enter(std::size_t sentence) {
    ++stamp_;
    worth_ = index_->always_;
    const auto& within = words_.sentences[sentence];
    first_ = within.first;
    for (std::size_t i = within.first; i < within.last; ++i) {
        for (auto at = heads_[i]; at >= 0; at = link(at).next) note(link(at).what.id, i);
    }
}

std::size_t TaggedWords::next_worth(const std::vector<WordPattern>& patterns, std::size_t from) const {
    if (from >= patterns.size()) return patterns.size();
    const auto first = std::size_t{patterns.front().number_}, end = first + patterns.size();
    for (auto at = first + from; at < end;) {
        const auto rest = worth_[at / 64] >> (at % 64);
        if (rest != 0) return std::min(at + static_cast<std::size_t>(std::countr_zero(rest)), end) - first;
        at = (at / 64 + 1) * 64;
    }
    return patterns.size();
}

std::bitset<TaggedWords::most_words> TaggedWords::begin_at(const std::vector<ClassId>& any_of) const {
    std::bitset<most_words> all;
    for (const auto id : any_of) {
        if (present(id)) all |= seen_[id].begins;
    }
    return all;
}

namespace {

struct Trigger {
    std::vector<ClassId> any_of;
    std::size_t weight = std::numeric_limits<std::size_t>::max();
};

}  // namespace

class PatternCompiler {
public:
    using Kind = WordPattern::Kind;
    PatternCompiler(std::string_view text, Vocabulary& vocabulary) : text_(text), vocabulary_(vocabulary) {}

    tl::expected<WordPattern, PatternError> compile() {
        out_.nodes_.reserve(24);
        out_.pool_.reserve(24);
        auto trigger = alternatives();
        skip();
        if (error_.what.empty() && at_ < text_.size()) fail("this bracket closes nothing");
        if (!error_.what.empty()) return tl::unexpected(error_);
        node(Kind::accept);
        if (out_.nodes_.size() > 2000) return tl::unexpected(PatternError{"the pattern is too long", 0});
        if (required_.empty() && !trigger.any_of.empty()) required_.push_back(std::move(trigger));
        std::stable_sort(required_.begin(), required_.end(),
                         [](const Trigger& a, const Trigger& b) { return a.weight < b.weight; });
        for (auto& each : required_) out_.required_.push_back(std::move(each.any_of));
        if (first_ != First::known) out_.first_.clear();
        return std::move(out_);
    }

private:
    void fail(std::string what) {
        if (error_.what.empty()) error_ = {std::move(what), at_};
        at_ = text_.size();
    }
    void skip() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    }
    [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    std::size_t node(Kind kind, std::size_t a = 0, std::size_t b = 0) {
        out_.nodes_.push_back({kind, static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b)});
        return out_.nodes_.size() - 1;
    }
    std::uint16_t next() const { return static_cast<std::uint16_t>(out_.nodes_.size()); }

    Trigger alternatives() {
        Trigger all{{}, 0};
        std::vector<std::size_t> jumps;
        bool open_ended = false;
        for (;;) {
            const auto split = node(Kind::split);
            out_.nodes_[split].a = next();
            ++depth_;
            auto one = sequence();
            --depth_;
            if (one.any_of.empty()) open_ended = true;
            all.weight += one.any_of.empty() ? 0 : one.weight;
            if (all.any_of.empty()) {
                all.any_of = std::move(one.any_of);
            } else {
                all.any_of.insert(all.any_of.end(), one.any_of.begin(), one.any_of.end());
            }
            skip();
            if (here() != '|') {
                out_.nodes_[split].b = out_.nodes_[split].a;  // the last one has no other
                break;
            }
            ++at_;
            jumps.push_back(node(Kind::jump));
            if (depth_ == 0) {  // alternatives of the whole pattern: nothing is common to them
                required_.clear();
                first_ = First::unknown;
                alternatives_ = true;
            }
            out_.nodes_[split].b = next();
        }
        for (const auto jump : jumps) out_.nodes_[jump].a = next();
        return open_ended ? Trigger{} : all;
    }

    Trigger sequence() {
        Trigger best;
        for (skip(); at_ < text_.size() && here() != ')' && here() != '|'; skip()) {
            auto one = element();
            if (depth_ == 1 && !alternatives_ && !one.any_of.empty()) required_.push_back(one);
            if (!one.any_of.empty() && one.weight < best.weight) best = std::move(one);
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

    /// Notes what a match may begin with; `ids` empty is anything.
    void begins_with(std::span<const ClassId> ids, bool optional) {
        if (depth_ != 1 || first_ != First::open) return;
        out_.first_.insert(out_.first_.end(), ids.begin(), ids.end());
        if (ids.empty()) {
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
        begins_with({}, false);
        return {};
    }

    Trigger group() {
        const auto open = at_++;
        begins_with({}, false);
        const auto split = node(Kind::split);
        out_.nodes_[split].a = next();
        auto trigger = alternatives();
        if (here() != ')') {
            at_ = open;
            fail("this bracket is never closed");
            return {};
        }
        ++at_;
        const bool optional = here() == '?';
        if (optional) ++at_;
        out_.nodes_[split].b = optional ? next() : out_.nodes_[split].a;
        return optional ? Trigger{} : trigger;
    }

    Trigger set() {
        const bool negative = here() == '!';
        if (negative) ++at_;
        std::vector<ClassId> ids;
        ids.reserve(here() == '[' ? 8 : 1);
        if (here() == '[') {
            const auto open = at_++;
            constexpr std::string_view no_member = "[(){}<>|~^$";
            for (skip(); at_ < text_.size() && here() != ']' && no_member.find(here()) == std::string_view::npos;
                 skip())
                atom(ids);
            if (here() != ']') {
                at_ = open;
                fail("this list is never closed: a \"]\" is missing");
            }
            ++at_;
        } else {
            atom(ids);
        }
        const bool optional = here() == '?';
        if (optional) ++at_;
        if (negative && optional) fail("\"!\" and \"?\" do not go together");
        const auto split = optional ? node(Kind::split) : 0;
        if (optional) out_.nodes_[split].a = next();
        node(negative ? Kind::none_of : Kind::set, out_.pool_.size(), ids.size());
        out_.pool_.insert(out_.pool_.end(), ids.begin(), ids.end());
        if (optional) out_.nodes_[split].b = next();
        begins_with(negative ? std::span<const ClassId>{} : ids, optional);
        if (negative || optional) return {};
        Trigger trigger{std::move(ids), 0};
        for (const auto id : trigger.any_of) trigger.weight += id <= Vocabulary::ing ? 10000 : vocabulary_.weight(id);
        return trigger;
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

    void atom(std::vector<ClassId>& ids) {
        if (here() == '_') {
            ++at_;
            ids.push_back(Vocabulary::any_word);
            return;
        }
        const bool list = here() == '@';
        const auto start = list ? ++at_ : at_;
        if (!list && std::string_view(",;:?!").find(here()) != std::string_view::npos && here() != '\0') ++at_;
        while (at_ < text_.size() && at_ - start < 60 && !ends_word(text_[at_])) ++at_;
        const auto name = text_.substr(start, at_ - start);
        if (name.empty()) return fail("a word or @list is missing here");
        if (!list) {
            ids.push_back(vocabulary_.literal(name));
        } else if (vocabulary_.has_list(name)) {
            ids.push_back(vocabulary_.list(name));
        } else {
            at_ = start;
            fail("there is no list \"" + std::string(name) + "\"");
        }
    }

    std::string_view text_;
    Vocabulary& vocabulary_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;  // of brackets; the pattern itself is 1
    enum class First { open, known, unknown } first_ = First::open;
    bool alternatives_ = false;
    std::vector<Trigger> required_;
    PatternError error_;
    WordPattern out_;
};

tl::expected<WordPattern, PatternError> WordPattern::compile(std::string_view pattern, Vocabulary& vocabulary) {
    return PatternCompiler(pattern, vocabulary).compile();
}

bool WordPattern::may_match(const TaggedWords& words) const {
    return std::all_of(required_.begin(), required_.end(), [&](const std::vector<ClassId>& any_of) {
        return std::any_of(any_of.begin(), any_of.end(), [&](ClassId id) { return words.present(id); });
    });
}

class PatternRun {
public:
    using Kind = WordPattern::Kind;
    PatternRun(const WordPattern& pattern, const TaggedWords& words, std::size_t first, std::size_t last)
        : pattern_(pattern), words_(words), first_(first), last_(last), width_(last - first + 1) {
        const auto size = (pattern.nodes_.size() * width_ + 63) / 64;
        if (size > few_.size()) many_.assign(size, 0);
        failed_ = size > few_.size() ? many_.data() : few_.data();
        if (size <= few_.size()) std::fill_n(failed_, size, std::uint64_t{0});
    }
    PatternRun(const PatternRun&) = delete;
    PatternRun& operator=(const PatternRun&) = delete;

    bool match(std::size_t node, std::size_t at) {
        const auto bit = node * width_ + (at - first_);
        if ((failed_[bit / 64] >> (bit % 64) & 1) != 0) return false;
        if (step(node, at)) return true;
        failed_[bit / 64] |= std::uint64_t{1} << (bit % 64);
        return false;
    }

    WordMatch found;

private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    [[nodiscard]] bool in_set(const WordPattern::Node& node, ClassId id) const {
        const auto begin = pattern_.pool_.begin() + node.a;
        return std::find(begin, begin + node.b, id) != begin + node.b;
    }

    bool step(std::size_t index, std::size_t at) {
        const auto& node = pattern_.nodes_[index];
        switch (node.kind) {
            case Kind::set: return match_set(index, at);
            case Kind::none_of:
                if (at < last_) {
                    for (auto link = words_.head(at); link >= 0; link = words_.link(link).next) {
                        if (in_set(node, words_.link(link).what.id)) return false;
                    }
                }
                return match(index + 1, at);
            case Kind::gap:
            case Kind::clause_gap: return match_gap(index, at);
            case Kind::begin: return at == first_ && match(index + 1, at);
            case Kind::end: return at_end(at) && match(index + 1, at);
            case Kind::split: return match(node.a, at) || (node.b != node.a && match(node.b, at));
            case Kind::jump: return match(node.a, at);
            case Kind::span:
            case Kind::span_end:
            case Kind::edit:
            case Kind::edit_end: return match_note(index, at);
            case Kind::accept: found.last = at; return true;
        }
        return false;
    }

    [[nodiscard]] bool at_end(std::size_t at) const {
        for (auto i = at; i < last_; ++i) {
            if (words_.text().words[i].kind != WordKind::mark) return false;
        }
        return true;
    }

    bool match_set(std::size_t index, std::size_t at) {
        if (at >= last_) return false;
        const auto& node = pattern_.nodes_[index];
        for (auto link = words_.head(at); link >= 0; link = words_.link(link).next) {
            const auto& what = words_.link(link).what;
            if (in_set(node, what.id) && match(index + 1, at + what.length)) return true;
        }
        return false;
    }

    bool match_gap(std::size_t index, std::size_t at) {
        const auto& node = pattern_.nodes_[index];
        std::size_t most = 0;  // how far it may go
        while (most < node.a && at + most < last_ &&
               (node.kind == Kind::gap || words_.text().words[at + most].kind != WordKind::mark))
            ++most;
        // A gap at the end of what is marked takes all it can, any other as little as it can.
        const auto next = pattern_.nodes_[index + 1].kind;
        const bool greedy = next == Kind::span_end || next == Kind::accept;
        for (std::size_t i = 0; i <= most; ++i) {
            if (match(index + 1, at + (greedy ? most - i : i))) return true;
        }
        return false;
    }

    /// A note is taken only once the rest has matched.
    bool match_note(std::size_t index, std::size_t at) {
        if (!match(index + 1, at)) return false;
        switch (pattern_.nodes_[index].kind) {
            case Kind::span: found.span_first = at; break;
            case Kind::span_end: found.span_last = at; break;
            case Kind::edit: found.edit_first = at; break;
            default: found.edit_last = at; break;
        }
        return true;
    }

    const WordPattern& pattern_;
    const TaggedWords& words_;
    std::size_t first_, last_, width_;
    std::array<std::uint64_t, 48> few_;  // most patterns need no more
    std::vector<std::uint64_t> many_;
    std::uint64_t* failed_ = nullptr;  // a bit for each node and place
};

std::optional<WordMatch> WordPattern::find(const TaggedWords& words, std::size_t first, std::size_t last,
                                           std::size_t from) const {
    const auto begins = first_.empty() ? std::bitset<TaggedWords::most_words>().set() : words.begin_at(first_);
    if (begins.none()) return std::nullopt;
    PatternRun run(*this, words, first, last);
    for (auto at = from; at < (only_at_beginning_ ? std::min(last, first + 1) : last); ++at) {
        if (!begins.test(at - first)) continue;
        run.found = {};
        if (!run.match(0, at)) continue;
        run.found.first = at;
        if (run.found.span_last <= run.found.span_first) {
            run.found.span_first = at;
            run.found.span_last = run.found.last;
        }
        return run.found;
    }
    return std::nullopt;
}

}  // namespace amends::guide
