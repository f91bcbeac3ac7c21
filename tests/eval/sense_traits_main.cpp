// What weigh_senses.py learns from: reads letters with a zero byte behind each, prints a line for each sentence, START,
// END and its traits with tabs between them, and an empty line behind each letter.
#include <iostream>
#include <string>

#include "guide/read_letter.hpp"
#include "guide/rules.hpp"
#include "guide/senses.hpp"
#include "guide/zones.hpp"

int main() {
    using namespace amends::guide;
    const auto rules = Rules::stock({}, false);
    if (!rules) {
        std::cerr << rules.error().message << '\n';
        return 1;
    }
    for (std::string letter; std::getline(std::cin, letter, '\0');) {
        const auto part = read_part(rules->book(), letter, Part::body, read_zones(letter));
        const auto& words = part.words.text();
        for (const auto& sentence : words.sentences) {
            if (sentence.kind != SentenceKind::prose) continue;
            std::cout << words.words[sentence.first].start << '\t' << words.words[sentence.last - 1].end;
            for (const auto& trait : sense_traits(words, sentence)) std::cout << '\t' << trait;
            std::cout << '\n';
        }
        std::cout << '\n';
    }
}
