// What weigh_tone.py learns from: reads answers with a zero byte behind each, prints for each a line of its traits as
// NAME=SIXTHS with tabs between them.
#include <iostream>
#include <string>

#include "core/tone_traits.hpp"

int main() {
    for (std::string answer; std::getline(std::cin, answer, '\0');) {
        for (const auto& [name, sixths] : amends::core::tone_traits(answer)) std::cout << name << '=' << sixths << '\t';
        std::cout << '\n';
    }
}
