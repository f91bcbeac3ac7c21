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

struct Forms {
    std::vector<std::string> base, third, past, ing;
};

void add_regular(Forms& forms, const std::string& base) {
    const auto ends = [&](std::string_view tail) { return base.ends_with(tail); };
    const bool y = ends("y") && base.size() > 1 && !is_vowel(base[base.size() - 2]);
    const auto stem = base.substr(0, base.size() - 1);
    forms.base.push_back(base);
    if (y) {
        forms.third.push_back(stem + "ies");
    } else {
        forms.third.push_back(
            base + (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh") || ends("o") ? "es" : "s"));
    }
    forms.past.push_back(y ? stem + "ied" : base + (ends("e") ? "d" : "ed"));
    forms.ing.push_back((ends("e") && !ends("ee") && !ends("ye") && base.size() > 2 ? stem : base) + "ing");
    if (doubles(base)) {
        forms.past.push_back(base + base.back() + "ed");
        forms.ing.push_back(base + base.back() + "ing");
    }
}

Forms forms_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    Forms forms;
    if (words.empty()) return forms;
    add_regular(forms, words[0]);
    if (words.size() > 1) forms.past.assign(words.begin() + 1, words.end());
    if (words.size() == 1 && words[0].ends_with("ise"))
        add_regular(forms, words[0].substr(0, words[0].size() - 2) + "ze");
    return forms;
}

/// As read_words spells it, a space between the words. Most phrases of the lists are spelled so already.
std::string spelled(std::string_view phrase) {
    static constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyz ";
    const bool simple =
        phrase.find_first_not_of(plain) == std::string_view::npos && phrase != "cannot" && phrase.size() > 5;
    if (simple && phrase.front() != ' ' && phrase.back() != ' ') return std::string(phrase);
    const auto read = read_words(phrase);
    std::string out;
    for (const auto& word : read.words) out.append(out.empty() ? "" : " ").append(read.spelling(word));
    return out;
}

}  // namespace

Vocabulary::Vocabulary() {
    entries_.reserve(8192);
    for (const auto* name : {"word", "number", "money", "percent", "capital", "mark", "ed", "ing"}) list(name);
}

ClassId Vocabulary::named(std::unordered_map<std::string_view, ClassId>& all, std::string_view kept) {
    const auto id = static_cast<ClassId>(weights_.size());
    weights_.push_back(0);
    all.emplace(kept, id);
    return id;
}

ClassId Vocabulary::list(std::string_view name) {
    const auto found = lists_.find(name);
    return found != lists_.end() ? found->second : named(lists_, texts_.emplace_back(name));
}

std::optional<ClassId> Vocabulary::find_list(std::string_view name) const {
    const auto found = lists_.find(name);
    return found == lists_.end() ? std::nullopt : std::optional(found->second);
}

ClassId Vocabulary::literal(std::string_view spelling) {
    const auto found = literals_.find(spelling);
    if (found != literals_.end()) return found->second;
    const std::string_view kept = texts_.emplace_back(spelling);
    const auto id = named(literals_, kept);
    std::string_view words = kept;
    if (spelling.find('_') != std::string_view::npos) {
        auto& phrase = texts_.emplace_back(spelling);
        std::ranges::replace(phrase, '_', ' ');
        words = phrase;
    }
    add_kept(id, words);
    return id;
}

void Vocabulary::add(ClassId id, std::string_view phrase) { add_spelled(id, spelled(phrase)); }

void Vocabulary::add_spelled(ClassId id, std::string words) {
    if (words.empty()) return;
    const std::string_view kept = texts_.emplace_back(std::move(words));
    if (!add_kept(id, kept)) return;
    if (id >= members_.size()) members_.resize(id + std::size_t{1});
    members_[id].push_back(kept);
}

bool Vocabulary::add_kept(ClassId id, std::string_view whole) {
    const auto space = whole.find(' ');
    auto& entry = entries_[whole.substr(0, space)];
    if (space == std::string_view::npos) {
        if (std::find(entry.classes.begin(), entry.classes.end(), id) != entry.classes.end()) return false;
        entry.classes.push_back(id);
    } else {
        Phrase phrase{nullptr, static_cast<std::uint32_t>(rests_.size()), 1, id};
        for (auto at = space; at != std::string_view::npos; ++phrase.words) {
            const auto end = whole.find(' ', at + 1);
            const auto* const word = &entries_[whole.substr(at + 1, end - at - 1)];
            if (phrase.second != nullptr) rests_.push_back(word);
            if (phrase.second == nullptr) phrase.second = word;
            at = end;
        }
        entry.phrases.push_back(phrase);
    }
    weights_[id] += is_common(whole) ? 201 : 1;
    return true;
}

void Vocabulary::add_verb(std::string_view name, std::string_view forms) {
    const auto plus = forms.find('+');
    auto tail = plus == std::string_view::npos ? std::string() : spelled(base::trimmed(forms.substr(plus + 1)));
    if (!tail.empty()) tail.insert(tail.begin(), ' ');
    const auto all = forms_of(forms.substr(0, plus));
    const auto whole = list(name);
    const auto put = [&](std::string_view kind, const std::vector<std::string>& words) {
        const auto id = list(std::string(name) + std::string(kind));
        for (const auto& word : words) {
            add_spelled(id, word + tail);
            add_spelled(whole, word + tail);
        }
    };
    put(".base", all.base);
    put(".s", all.third);
    put(".past", all.past);
    put(".ing", all.ing);
}

void Vocabulary::include(ClassId into, ClassId from) {
    const auto members = from < members_.size() ? members_[from] : std::vector<std::string_view>{};
    for (const auto words : members) add_spelled(into, std::string(words));
}

void Vocabulary::forget(std::string_view phrase) {
    const auto words = spelled(phrase);
    const auto space = words.find(' ');
    const auto found = entries_.find(std::string_view(words).substr(0, space));
    if (found == entries_.end()) return;
    const auto is_list = [&](ClassId id) {
        return std::none_of(literals_.begin(), literals_.end(),
                            [&](const auto& literal) { return literal.second == id; });
    };
    if (space == std::string::npos) {
        std::erase_if(found->second.classes, is_list);
    } else {
        const auto rest = std::string_view(words).substr(space + 1);
        std::erase_if(found->second.phrases,
                      [&](const Phrase& each) { return is_rest(each, rest) && is_list(each.id); });
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
