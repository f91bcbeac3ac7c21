#include "guide/word_pattern.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace amends::guide {

std::span<const ClassId> WordPattern::needs(const PatternStore& store) const {
    return required_count_ == 0 ? std::span<const ClassId>{} : classes(store, store.required[required_]);
}

bool WordPattern::may_match(const PatternStore& store, const TaggedWords& words) const {
    // The index has seen to the first.
    for (std::size_t i = 1; i < required_count_; ++i) {
        const auto any_of = classes(store, store.required[required_ + i]);
        if (std::ranges::none_of(any_of, [&](ClassId id) { return words.present(id); })) return false;
    }
    return true;
}

class PatternRun {
public:
    using Kind = PatternNode::Kind;
    PatternRun(const WordPattern& pattern, const PatternStore& store, const TaggedWords& words, std::size_t first,
               std::size_t last)
        : nodes_(store.nodes.data() + pattern.nodes_),
          classes_(store.classes.data() + pattern.classes_),
          words_(words),
          first_(first),
          last_(last),
          width_(last - first + 1) {
        const auto size = (pattern.node_count_ * width_ + 63) / 64;
        if (size > few_.size()) many_.assign(size, 0);
        failed_ = size > few_.size() ? many_.data() : few_.data();
        if (size <= few_.size()) std::fill_n(failed_, size, std::uint64_t{0});
    }
    PatternRun(const PatternRun&) = delete;
    PatternRun& operator=(const PatternRun&) = delete;

    bool match(std::size_t index, std::size_t at) {
        for (;;) {
            const auto& node = nodes_[index];
            switch (node.kind) {
                case Kind::set: {
                    if (at >= last_) return false;
                    const auto& where = places(index);
                    const bool word = where.words.has(at - first_);
                    if (where.phrases.has(at - first_) && branch(index, at)) return true;
                    if (!word) return false;
                    ++at;
                    break;
                }
                case Kind::none_of:
                    if (at < last_ && may_stand(index, at)) return false;
                    break;
                case Kind::begin:
                    if (at != first_) return false;
                    break;
                case Kind::end:
                    if (!at_end(at)) return false;
                    break;
                case Kind::jump: index = node.a; continue;
                case Kind::split:
                    if (node.a != node.b) return branch(index, at);
                    index = node.a;
                    continue;
                case Kind::gap:
                case Kind::clause_gap:
                case Kind::span:
                case Kind::span_end:
                case Kind::edit:
                case Kind::edit_end: return branch(index, at);
                case Kind::accept: found.last = at; return true;
            }
            ++index;
        }
    }

    WordMatch found;

private:
    /// Where there is more than one way, what has failed is noted.
    bool branch(std::size_t index, std::size_t at) {
        const auto bit = index * width_ + (at - first_);
        if ((failed_[bit / 64] >> (bit % 64) & 1) != 0) return false;
        if (any_way(index, at)) return true;
        failed_[bit / 64] |= std::uint64_t{1} << (bit % 64);
        return false;
    }

    bool any_way(std::size_t index, std::size_t at) {
        const auto& node = nodes_[index];
        switch (node.kind) {
            case Kind::set: return match_phrase(index, at);
            case Kind::gap:
            case Kind::clause_gap: return match_gap(index, at);
            case Kind::split: return match(node.a, at) || match(node.b, at);
            default: return match_note(index, at);
        }
    }

    /// Where the classes of a set stand in the sentence.
    const ClassPlaces& places(std::size_t index) {
        const auto slot = index % known_.size();
        if (known_[slot] != index) {
            known_[slot] = static_cast<std::uint16_t>(index);
            places_[slot] = words_.places({classes_ + nodes_[index].a, nodes_[index].b});
        }
        return places_[slot];
    }

    bool may_stand(std::size_t index, std::size_t at) {
        const auto& where = places(index);
        return where.words.has(at - first_) || where.phrases.has(at - first_);
    }

    [[nodiscard]] bool at_end(std::size_t at) const {
        for (auto i = at; i < last_; ++i) {
            if (words_.text().words[i].kind != WordKind::mark) return false;
        }
        return true;
    }

    bool match_phrase(std::size_t index, std::size_t at) {
        const std::span ids(classes_ + nodes_[index].a, nodes_[index].b);
        for (auto link = words_.phrases(at); link >= 0; link = words_.link(link).next) {
            const auto& what = words_.link(link).what;
            if (std::ranges::find(ids, what.id) != ids.end() && match(index + 1, at + what.length)) return true;
        }
        return false;
    }

    bool match_gap(std::size_t index, std::size_t at) {
        const auto& node = nodes_[index];
        std::size_t most = 0;  // how far it may go
        while (most < node.a && at + most < last_ &&
               (node.kind == Kind::gap || words_.text().words[at + most].kind != WordKind::mark))
            ++most;
        // A gap at the end of what is marked takes all it can, any other as little as it can.
        const auto next = nodes_[index + 1].kind;
        const bool greedy = next == Kind::span_end || next == Kind::accept;
        for (std::size_t i = 0; i <= most; ++i) {
            const auto to = at + (greedy ? most - i : i);
            if (next == Kind::set && (to >= last_ || !may_stand(index + 1, to))) continue;
            if (match(index + 1, to)) return true;
        }
        return false;
    }

    /// A note is taken only once the rest has matched.
    bool match_note(std::size_t index, std::size_t at) {
        if (!match(index + 1, at)) return false;
        switch (nodes_[index].kind) {
            case Kind::span: found.span_first = at; break;
            case Kind::span_end: found.span_last = at; break;
            case Kind::edit: found.edit_first = at; break;
            default: found.edit_last = at; break;
        }
        return true;
    }

    const PatternNode* nodes_;
    const ClassId* classes_;
    const TaggedWords& words_;
    std::size_t first_, last_, width_;
    std::array<std::uint64_t, 48> few_;  // most patterns need no more
    std::vector<std::uint64_t> many_;
    std::uint64_t* failed_ = nullptr;  // a bit for each node and place
    std::array<ClassPlaces, 32> places_;
    std::array<std::uint16_t, 32> known_{};  // whose places these are; no set is the first node
};

std::optional<WordMatch> WordPattern::find(const PatternStore& store, const TaggedWords& words, std::size_t first,
                                           std::size_t last, std::size_t from) const {
    Places begins{};
    if (first_count_ > 0) {
        const auto where = words.places(classes(store, {0, first_count_}));
        begins = where.words;
        begins |= where.phrases;
        if (begins.next(from - first) == Places::most) return std::nullopt;
    }
    PatternRun run(*this, store, words, first, last);
    for (auto at = from; at < last; ++at) {
        if (first_count_ > 0) at = first + begins.next(at - first);
        if (at >= last) break;
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
