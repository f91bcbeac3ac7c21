#include "guide/vocabulary.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"

namespace amends::guide {
namespace {

/// They stand in every other sentence.
bool is_common(std::string_view word) {
    static const std::unordered_set<std::string_view> all{
        "the",  "to",   "and",   "of",   "a",   "in",    "that",  "is",    "was",  "it",   "for",  "on",
        "with", "i",    "we",    "you",  "my",  "our",   "your",  "us",    "me",   "not",  "be",   "been",
        "have", "has",  "had",   "this", "at",  "by",    "as",    "are",   "were", "will", "an",   "so",
        "but",  "no",   "or",    "all",  "do",  "from",  "can",   "which", "what", "when", "if",   "than",
        "they", "them", "their", "he",   "she", "there", "would", "who",   "out",  "up",   "then", "'s"};
    return word.size() <= 5 && all.contains(word);
}

bool is_vowel(char byte) { return std::string_view("aeiou").find(byte) != std::string_view::npos; }

bool doubles(std::string_view base) {
    const auto n = base.size();
    return n >= 3 && !is_vowel(base[n - 1]) && is_vowel(base[n - 2]) && !is_vowel(base[n - 3]) &&
           std::string_view("wxyh").find(base[n - 1]) == std::string_view::npos;
}

/// Calls `put` with the kind of each regular form, and the form.
template <class Put>
void each_regular_form(std::string_view base, bool past, Put put) {
    const auto ends = [&](std::string_view tail) { return base.ends_with(tail); };
    const bool y = ends("y") && base.size() > 1 && !is_vowel(base[base.size() - 2]);
    const auto stem = base.substr(0, base.size() - 1);
    const auto with = [](std::string_view start, std::string_view end) { return std::string(start).append(end); };
    put(&VerbLists::base, std::string(base));
    const bool hisses = ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh") || ends("o");
    put(&VerbLists::third, y ? with(stem, "ies") : with(base, hisses ? "es" : "s"));
    if (past) put(&VerbLists::past, y ? with(stem, "ied") : with(base, ends("e") ? "d" : "ed"));
    const bool drops = ends("e") && !ends("ee") && !ends("ye") && base.size() > 2;
    put(&VerbLists::ing, with(drops ? stem : base, "ing"));
    if (!doubles(base)) return;
    const auto doubled = with(base, base.substr(base.size() - 1));
    if (past) put(&VerbLists::past, with(doubled, "ed"));
    put(&VerbLists::ing, with(doubled, "ing"));
}

/// "miss", or "forget forgot forgotten" with every form of its past.
template <class Put>
void each_form(std::string_view words, Put put) {
    const auto base = words.substr(0, words.find(' '));
    if (base.empty()) return;
    auto others = base::trimmed(words.substr(base.size()));
    each_regular_form(base, others.empty(), put);
    if (others.empty() && base.ends_with("ise"))
        each_regular_form(std::string(base.substr(0, base.size() - 2)).append("ze"), true, put);
    while (!others.empty()) {
        const auto word = others.substr(0, others.find(' '));
        put(&VerbLists::past, std::string(word));
        others = base::trimmed(others.substr(word.size()));
    }
}

/// As read_words spells it, a space between the words. Most phrases of the lists are spelled so already.
std::string spelled(std::string_view phrase) {
    if (reads_as_written(phrase)) return std::string(phrase);
    const auto read = read_words(phrase);
    std::string out;
    for (const auto& word : read.words) out.append(out.empty() ? "" : " ").append(read.spelling(word));
    return out;
}

}  // namespace

Vocabulary::Vocabulary()
    : memory_(std::make_unique<std::pmr::monotonic_buffer_resource>(std::size_t{512} * 1024)),
      entries_(memory_.get()),
      lists_(memory_.get()),
      phrases_(memory_.get()) {
    entries_.reserve(8192);
    for (const auto* name : {"word", "number", "money", "percent", "capital", "mark", "ed", "ing"}) list(name);
}

ClassId Vocabulary::new_class() {
    const auto id = static_cast<ClassId>(weights_.size());
    weights_.push_back(0);
    is_list_.push_back(false);
    return id;
}

std::string_view Vocabulary::keep(std::string_view text) {
    auto* const bytes = static_cast<char*>(memory_->allocate(std::max<std::size_t>(text.size(), 1), 1));
    std::ranges::copy(text, bytes);
    return {bytes, text.size()};
}

ClassId Vocabulary::list(std::string_view name) {
    const auto found = lists_.find(name);
    if (found != lists_.end()) return found->second;
    const auto id = new_class();
    is_list_[id] = true;
    lists_.emplace(keep(name), id);
    return id;
}

std::optional<ClassId> Vocabulary::find_list(std::string_view name) const {
    const auto found = lists_.find(name);
    return found == lists_.end() ? std::nullopt : std::optional(found->second);
}

ClassId Vocabulary::literal(std::string_view spelling) {
    if (spelling.find('_') == std::string_view::npos) {
        auto found = entries_.find(spelling);
        if (found == entries_.end()) found = entries_.try_emplace(keep(spelling)).first;
        auto& entry = found->second;
        if (entry.literal == 0) {
            entry.literal = new_class();
            add_kept(entry.literal, found->first);
        }
        return entry.literal;
    }
    const auto found = phrases_.find(spelling);
    if (found != phrases_.end()) return found->second;
    const auto id = new_class();
    phrases_.emplace(keep(spelling), id);
    std::string words(spelling);
    std::ranges::replace(words, '_', ' ');
    add_kept(id, keep(words));
    return id;
}

void Vocabulary::add(ClassId id, std::string_view phrase) { add_spelled(id, keep(spelled(phrase))); }

void Vocabulary::add_spelled(ClassId id, std::string_view words) {
    if (words.empty() || !add_kept(id, words)) return;
    if (id >= members_.size()) members_.resize(id + std::size_t{1});
    members_[id].push_back(words);
}

bool Vocabulary::add_kept(ClassId id, std::string_view words) {
    const auto space = words.find(' ');
    auto& entry = entries_[words.substr(0, space)];
    if (space == std::string_view::npos) {
        if (std::find(entry.classes.begin(), entry.classes.end(), id) != entry.classes.end()) return false;
        entry.classes.push_back(id);
    } else {
        Phrase phrase{nullptr, static_cast<std::uint32_t>(rests_.size()), 1, id};
        for (auto at = space; at != std::string_view::npos; ++phrase.words) {
            const auto end = words.find(' ', at + 1);
            const auto* const word = &entries_[words.substr(at + 1, end - at - 1)];
            if (phrase.second != nullptr) rests_.push_back(word);
            if (phrase.second == nullptr) phrase.second = word;
            at = end;
        }
        entry.phrases.push_back(phrase);
    }
    weights_[id] += is_common(words) ? 201 : 1;
    return true;
}

VerbLists Vocabulary::verb_lists(std::string_view name) {
    const auto of_kind = [&](std::string_view kind) { return list(std::string(name).append(kind)); };
    return {list(name), of_kind(".base"), of_kind(".s"), of_kind(".past"), of_kind(".ing")};
}

void Vocabulary::add_verb(const VerbLists& lists, std::string_view forms) {
    const auto plus = forms.find('+');
    auto tail = plus == std::string_view::npos ? std::string() : spelled(base::trimmed(forms.substr(plus + 1)));
    if (!tail.empty()) tail.insert(tail.begin(), ' ');
    each_form(base::trimmed(forms.substr(0, plus)), [&](ClassId VerbLists::*kind, const std::string& form) {
        const auto words = keep(form + tail);
        add_spelled(lists.*kind, words);
        add_spelled(lists.all, words);
    });
}

void Vocabulary::include(ClassId into, ClassId from) {
    const auto members = from < members_.size() ? members_[from] : std::vector<std::string_view>{};
    for (const auto words : members) add_spelled(into, words);
}

void Vocabulary::forget(std::string_view phrase) {
    const auto words = spelled(phrase);
    const auto space = words.find(' ');
    const auto found = entries_.find(std::string_view(words).substr(0, space));
    if (found == entries_.end()) return;
    if (space == std::string::npos) {
        std::erase_if(found->second.classes, [&](ClassId id) { return is_list_[id]; });
    } else {
        const auto rest = std::string_view(words).substr(space + 1);
        std::erase_if(found->second.phrases,
                      [&](const Phrase& each) { return is_list_[each.id] && is_rest(each, rest); });
    }
}

bool Vocabulary::is_rest(const Phrase& phrase, std::string_view words) const {
    for (std::size_t i = 1; i < phrase.words; ++i) {
        const auto space = std::min(words.find(' '), words.size());
        if (entry(words.substr(0, space)) != (i == 1 ? phrase.second : rests_[phrase.rest + i - 2])) return false;
        words.remove_prefix(std::min(space + 1, words.size()));
    }
    return words.empty();
}

const Vocabulary::Entry* Vocabulary::entry(std::string_view word) const {
    const auto found = entries_.find(word);
    return found == entries_.end() ? nullptr : &found->second;
}

void Vocabulary::phrases_at(std::span<const Entry* const> words, std::vector<ClassAt>& out) const {
    if (words.size() < 2 || words[1] == nullptr) return;
    for (const auto& phrase : words.front()->phrases) {
        if (phrase.second != words[1]) continue;
        std::size_t same = 2;
        while (same < phrase.words && same < words.size() && words[same] == rests_[phrase.rest + same - 2]) ++same;
        if (same == phrase.words) out.push_back({phrase.id, phrase.words});
    }
}

void kinds_of(const Words& words, const Word& word, std::vector<ClassId>& out) {
    const bool counted =
        word.kind == WordKind::number || word.kind == WordKind::money || word.kind == WordKind::percent;
    out.push_back(word.kind == WordKind::mark ? Vocabulary::mark : Vocabulary::any_word);
    if (counted) out.push_back(Vocabulary::number);
    if (word.kind == WordKind::money) out.push_back(Vocabulary::money);
    if (word.kind == WordKind::percent) out.push_back(Vocabulary::percent);
    if (word.kind != WordKind::plain) return;
    const auto spelling = words.spelling(word);
    if (word.capital) out.push_back(Vocabulary::capital);
    if (spelling.size() > 4 && spelling.ends_with("ed")) out.push_back(Vocabulary::ed);
    if (spelling.size() > 5 && spelling.ends_with("ing")) out.push_back(Vocabulary::ing);
}

}  // namespace amends::guide
