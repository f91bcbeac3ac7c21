#include "guide/tagged_words.hpp"

#include <algorithm>
#include <bit>

namespace amends::guide {

std::size_t Places::next(std::size_t place) const {
    if (place < 64) {
        if (const auto rest = bits_[0] >> place; rest != 0)
            return place + static_cast<std::size_t>(std::countr_zero(rest));
        place = 64;
    }
    if (place >= most) return most;
    const auto rest = bits_[1] >> (place - 64);
    return rest == 0 ? most : place + static_cast<std::size_t>(std::countr_zero(rest));
}

TaggedWords::TaggedWords(const Vocabulary& vocabulary, Words words)
    : words_(std::move(words)), here_(vocabulary.size() / 64 + 1), slots_(vocabulary.size()) {
    const auto count = words_.words.size();
    entries_.reserve(count);
    for (const auto& word : words_.words) entries_.push_back(vocabulary.entry(words_.spelling(word)));
    phrases_.assign(count, -1);
    std::vector<ClassAt> found;
    for (const auto& sentence : words_.sentences) {
        for (std::size_t at = sentence.first; at < sentence.last; ++at) {
            if (entries_[at] == nullptr || entries_[at]->phrases.empty()) continue;
            found.clear();
            vocabulary.phrases_at({entries_.data() + at, entries_.data() + sentence.last}, found);
            for (const auto& what : found) {
                links_.push_back({what, phrases_[at]});
                phrases_[at] = static_cast<std::int32_t>(links_.size() - 1);
            }
        }
    }
}

bool TaggedWords::has(std::size_t word, ClassId id) const {
    bool found = false;
    for_each_class(word, [&](ClassId each) { found = found || each == id; });
    return found;
}

ClassPlaces& TaggedWords::note(ClassId id) {
    auto& slot = slots_[id];
    if (!present(id)) {
        here_[id / 64] |= std::uint64_t{1} << (id % 64);
        slot = static_cast<std::uint16_t>(present_->size());
        present_->push_back({id, {}});
        for (const auto number : index_->needing(id)) worth_[number / 64] |= std::uint64_t{1} << (number % 64);
    }
    return (*present_)[slot].where;
}

void TaggedWords::add(std::size_t word, ClassAt what) {
    auto& where = note(what.id);
    if (what.length == 1) return where.words.set(word - first_);
    where.phrases.set(word - first_);
    links_.push_back({what, phrases_[word]});
    phrases_[word] = static_cast<std::int32_t>(links_.size() - 1);
}

void TaggedWords::enter(std::size_t sentence, const PatternIndex& index) {
    sentences_.resize(words_.sentences.size());
    index_ = &index;
    worth_ = index.always();
    first_ = words_.sentences[sentence].first;
    present_ = &sentences_[sentence];
    std::ranges::fill(here_, 0);
    if (present_->empty()) return note_all(words_.sentences[sentence]);
    for (std::size_t slot = 0; slot < present_->size(); ++slot) {
        const auto id = (*present_)[slot].id;
        here_[id / 64] |= std::uint64_t{1} << (id % 64);
        slots_[id] = static_cast<std::uint16_t>(slot);
        for (const auto number : index.needing(id)) worth_[number / 64] |= std::uint64_t{1} << (number % 64);
    }
}

void TaggedWords::note_all(const Sentence& sentence) {
    present_->reserve(std::size_t{8} * (sentence.last - sentence.first));
    std::vector<ClassId> kinds;
    for (std::size_t word = sentence.first; word < sentence.last; ++word) {
        const auto place = word - first_;
        kinds.clear();
        kinds_of(words_, words_.words[word], kinds);
        for (const auto id : kinds) note(id).words.set(place);
        if (entries_[word] != nullptr) {
            for (const auto id : entries_[word]->classes) note(id).words.set(place);
        }
        for (auto at = phrases_[word]; at >= 0; at = link(at).next) note(link(at).what.id).phrases.set(place);
    }
}

ClassPlaces TaggedWords::places(std::span<const ClassId> any_of) const {
    ClassPlaces all{};
    for (const auto id : any_of) {
        if (!present(id)) continue;
        const auto& where = (*present_)[slots_[id]].where;
        all.words |= where.words;
        all.phrases |= where.phrases;
    }
    return all;
}

}  // namespace amends::guide
