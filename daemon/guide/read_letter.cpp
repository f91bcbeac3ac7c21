#include "guide/read_letter.hpp"

#include <algorithm>

namespace amends::guide {
namespace {

bool is_comma(const Words& words, std::size_t at) { return words.spelling(words.words[at]) == ","; }

/// "Hi Jo, I am sorry": the greeting becomes a sentence of its own.
void split_greeting(Words& words, std::size_t at) {
    auto& sentences = words.sentences;
    const auto whole = sentences[at];
    const auto reach = std::min<std::size_t>(whole.last, whole.first + 9);
    for (std::size_t i = whole.first + 1; i < reach; ++i) {
        if (!is_comma(words, i) || i + 1 >= whole.last) continue;
        auto rest = whole;
        rest.first = static_cast<std::uint32_t>(i + 1);
        rest.plain =
            static_cast<std::uint16_t>(std::count_if(words.words.begin() + rest.first, words.words.begin() + rest.last,
                                                     [](const Word& word) { return word.kind != WordKind::mark; }));
        if (rest.plain < 2) return;
        sentences[at].last = static_cast<std::uint32_t>(i + 1);
        sentences[at].plain = static_cast<std::uint16_t>(whole.plain - rest.plain);
        sentences[at].stopped = sentences[at].question = false;
        sentences.insert(sentences.begin() + static_cast<std::ptrdiff_t>(at) + 1, rest);
        return;
    }
}

void find_greeting(const RuleBook& book, TaggedWords& tagged) {
    auto& words = tagged.text();
    for (std::size_t i = 0; i < std::min<std::size_t>(2, words.sentences.size()); ++i) {
        const auto first = words.sentences[i].first;
        if (!tagged.has(first, book.greeting)) continue;
        split_greeting(words, i);
        if (words.sentences[i].plain <= 10) words.sentences[i].kind = SentenceKind::greeting;
        return;
    }
    if (words.sentences.empty()) return;
    auto& opening = words.sentences.front();  // "Mr Rossi,"
    if (opening.plain <= 4 && !opening.stopped && words.sentences.size() > 1 && is_comma(words, opening.last - 1))
        opening.kind = SentenceKind::greeting;
}

/// The closing words and the names below them.
void find_closing(const RuleBook& book, TaggedWords& tagged, ClassId sentence_word) {
    auto& sentences = tagged.text().sentences;
    const auto says_something = [&](const Sentence& sentence) {
        for (std::size_t i = sentence.first; i < sentence.last; ++i) {
            if (tagged.has(i, sentence_word)) return true;
        }
        return false;
    };
    for (std::size_t i = sentences.size(); i > 1; --i) {
        auto& sentence = sentences[i - 1];
        const bool closes = tagged.has(sentence.first, book.closing) && sentence.plain <= 6;
        const bool name = !sentence.stopped && !sentence.item && sentence.plain <= 8 && !says_something(sentence);
        if (!closes && !name) return;
        sentence.kind = SentenceKind::closing;
    }
}

void find_roles(const RuleBook& book, ReadPart& part) {
    auto& words = part.words;
    const auto matches = [&](const std::vector<WordPattern>& patterns, const Sentence& sentence) {
        return any_that_may_match(book.patterns, patterns, words, [&](const WordPattern& pattern) {
            return pattern.find(book.patterns, words, sentence.first, sentence.last, sentence.first).has_value();
        });
    };
    for (std::size_t i = 0; i < part.sentences(); ++i) {
        const auto sentence = part.sentence(i);
        if (sentence.kind != SentenceKind::prose) continue;
        words.enter(i, book.role_patterns);
        part.senses[i] = senses_of(words.text(), sentence);
        for (const auto& role : book.roles) {
            if ((part.roles[i] & role.unless_roles) != 0 || (sentence.question && !role.questions)) continue;
            if ((part.senses[i] & role.sense) != 0 && !matches(role.unless, sentence)) part.roles[i] |= role.bit;
            bool unless_asked = false;
            any_that_may_match(book.patterns, role.when, words, [&](const WordPattern& pattern) {
                for (std::size_t from = sentence.first; from < sentence.last;) {
                    const auto found = pattern.find(book.patterns, words, sentence.first, sentence.last, from);
                    if (!found) break;
                    if (!unless_asked && matches(role.unless, sentence)) return true;
                    unless_asked = true;
                    part.roles[i] |= role.bit;
                    words.add(found->span_first,
                              {role.id, static_cast<std::uint16_t>(found->span_last - found->span_first)});
                    from = std::max(found->last, found->first + 1);
                }
                return false;
            });
        }
        part.all |= part.roles[i];
    }
}

}  // namespace

ReadPart read_part(const RuleBook& book, std::string_view text, Part part, Zones zones) {
    auto words = read_words(zones.own);
    ReadPart read{part, text, std::move(zones), TaggedWords(book.vocabulary, std::move(words)), {}, {}, 0, 0};
    if (part == Part::body) {
        find_greeting(book, read.words);
        find_closing(book, read.words, book.sentence_word);
    }
    read.senses.assign(read.sentences(), 0);
    read.roles.assign(read.sentences(), 0);
    find_roles(book, read);
    for (const auto& sentence : read.words.text().sentences) {
        if (sentence.kind == SentenceKind::prose) read.own_words += sentence.plain;
    }
    return read;
}

std::optional<std::string> guess_situation(const RuleBook& book, const ReadPart& subject, const ReadPart& body) {
    std::vector<std::size_t> counts(book.situations.size(), 0);
    if (counts.empty()) return std::nullopt;
    const auto by_id = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto [lowest, highest] = std::minmax_element(book.situations.begin(), book.situations.end(), by_id);
    for (const auto* part : {&subject, &body}) {
        for (std::size_t word = 0; word < part->words.text().words.size(); ++word) {
            part->words.for_each_class(word, [&](ClassId id) {
                if (id < lowest->second || id > highest->second) return;
                for (std::size_t i = 0; i < counts.size(); ++i)
                    counts[i] += id == book.situations[i].second ? (part == &subject ? 3 : 1) : 0;
            });
        }
    }
    const auto best = std::max_element(counts.begin(), counts.end());
    if (best == counts.end() || *best < 2 || std::count(counts.begin(), counts.end(), *best) > 1) return std::nullopt;
    return book.situations[static_cast<std::size_t>(best - counts.begin())].first;
}

std::string spelled_words(const ReadPart& part, std::size_t first, std::size_t last) {
    std::string out;
    const auto& words = part.words.text();
    for (auto i = first; i < std::min(last, words.words.size()); ++i) {
        if (words.words[i].kind == WordKind::mark) continue;
        out.append(out.empty() ? "" : " ").append(words.spelling(words.words[i]));
    }
    return out;
}

}  // namespace amends::guide
