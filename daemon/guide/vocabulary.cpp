#include "guide/vocabulary.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amends::guide {
namespace {

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

std::vector<std::string> spelled(std::string_view phrase) {
    const auto read = read_words(phrase);
    std::vector<std::string> out;
    out.reserve(read.words.size());
    for (const auto& word : read.words) out.emplace_back(read.spelling(word));
    return out;
}

}  // namespace

Vocabulary::Vocabulary() {
    entries_.reserve(8192);
    for (const auto* name : {"word", "number", "money", "percent", "capital", "mark", "ed", "ing"}) list(name);
}

ClassId Vocabulary::list(std::string_view name) {
    const auto found = lists_.find(name);
    if (found != lists_.end()) return found->second;
    const auto id = static_cast<ClassId>(members_.size());
    members_.emplace_back();
    lists_.emplace(name, id);
    return id;
}

bool Vocabulary::has_list(std::string_view name) const { return lists_.contains(name); }

ClassId Vocabulary::literal(std::string_view spelling) {
    const auto found = literals_.find(spelling);
    if (found != literals_.end()) return found->second;
    const auto id = static_cast<ClassId>(members_.size());
    members_.emplace_back();
    literals_.emplace(spelling, id);
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= spelling.size();) {
        const auto end = std::min(spelling.find('_', at), spelling.size());
        words.emplace_back(spelling.substr(at, end - at));
        at = end + 1;
    }
    add_spelled(id, words);
    return id;
}

void Vocabulary::add(ClassId id, std::string_view phrase) { add_spelled(id, spelled(phrase)); }

void Vocabulary::add_spelled(ClassId id, const std::vector<std::string>& words) {
    if (words.empty()) return;
    auto& entry = entries_[words[0]];
    if (words.size() == 1) {
        if (std::find(entry.classes.begin(), entry.classes.end(), id) != entry.classes.end()) return;
        entry.classes.push_back(id);
    } else {
        entry.phrases.push_back({{words.begin() + 1, words.end()}, id});
    }
    members_[id].push_back(words);
}

void Vocabulary::add_verb(std::string_view name, std::string_view forms) {
    const auto plus = forms.find('+');
    const auto tail = plus == std::string_view::npos ? std::vector<std::string>{} : spelled(forms.substr(plus + 1));
    const auto all = forms_of(forms.substr(0, plus));
    const auto whole = list(name);
    const auto put = [&](std::string_view kind, const std::vector<std::string>& words) {
        const auto id = list(std::string(name) + std::string(kind));
        for (const auto& word : words) {
            std::vector<std::string> phrase{word};
            phrase.insert(phrase.end(), tail.begin(), tail.end());
            add_spelled(id, phrase);
            add_spelled(whole, phrase);
        }
    };
    put(".base", all.base);
    put(".s", all.third);
    put(".past", all.past);
    put(".ing", all.ing);
}

void Vocabulary::include(ClassId into, ClassId from) {
    const auto members = members_[from];
    for (const auto& words : members) add_spelled(into, words);
}

void Vocabulary::forget(std::string_view phrase) {
    const auto words = spelled(phrase);
    if (words.empty()) return;
    const auto found = entries_.find(words[0]);
    if (found == entries_.end()) return;
    const auto is_list = [&](ClassId id) {
        return std::none_of(literals_.begin(), literals_.end(),
                            [&](const auto& literal) { return literal.second == id; });
    };
    if (words.size() == 1) {
        std::erase_if(found->second.classes, is_list);
    } else {
        std::erase_if(found->second.phrases, [&](const Phrase& each) {
            return each.rest.size() + 1 == words.size() &&
                   std::equal(each.rest.begin(), each.rest.end(), words.begin() + 1);
        });
    }
}

void Vocabulary::classes_at(const Words& words, std::size_t at, std::size_t end, std::vector<ClassAt>& out) const {
    const auto& word = words.words[at];
    switch (word.kind) {
        case WordKind::plain:
            out.push_back({any_word});
            if (word.capital) out.push_back({capital});
            if (word.length > 4 && words.spelling(word).ends_with("ed")) out.push_back({ed});
            if (word.length > 5 && words.spelling(word).ends_with("ing")) out.push_back({ing});
            break;
        case WordKind::money: out.push_back({money}); [[fallthrough]];
        case WordKind::number:
            out.push_back({any_word});
            out.push_back({number});
            break;
        case WordKind::percent:
            out.push_back({any_word});
            out.push_back({number});
            out.push_back({percent});
            break;
        case WordKind::mark: out.push_back({mark}); break;
    }
    const auto found = entries_.find(words.spelling(word));
    if (found == entries_.end()) return;
    for (const auto id : found->second.classes) out.push_back({id});
    for (const auto& phrase : found->second.phrases) {
        if (at + 1 + phrase.rest.size() > end) continue;
        bool equal = true;
        for (std::size_t i = 0; equal && i < phrase.rest.size(); ++i)
            equal = words.spelling(words.words[at + 1 + i]) == phrase.rest[i];
        if (equal) out.push_back({phrase.id, static_cast<std::uint16_t>(phrase.rest.size() + 1)});
    }
}

}  // namespace amends::guide
