// amends_simulate: lives through so many histories, has each judged, and tells of the first ones in which a promise was
// broken, with the seed that plays it again.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <set>

#include "tests/simulation/checker.hpp"
#include "tests/simulation/narrate.hpp"
#include "tests/simulation/shortcomings.hpp"
#include "tests/simulation/story.hpp"

namespace {

using namespace amends::simulation;

struct Options {
    std::uint64_t histories = 100;
    std::uint64_t seed = 1;
    int most_told = 10;
    bool verbose = false;
    bool replay = false;
    bool strict = false;
    bool counts = false;
};

void tell(std::uint64_t seed, const std::vector<Violation>& violations) {
    std::cout << "seed " << seed << ":\n";
    for (const Violation& each : violations) {
        std::cout << "  " << amends::base::to_rfc3339(each.at) << " promise " << each.promise << " (" << each.rule
                  << "): " << each.sentence << "\n";
    }
}

void tell_counts(const FaultCounts& counts) {
    std::set<std::string> states;
    for (const auto& [where, count] : counts) states.insert(where.second);
    std::cout << "fault";
    for (const std::string& state : states) std::cout << "\t" << state;
    for (int fault = 0; fault < faults; ++fault) {
        std::cout << "\n" << to_word(static_cast<Fault>(fault));
        for (const std::string& state : states) {
            const auto found = counts.find({static_cast<Fault>(fault), state});
            std::cout << "\t" << (found == counts.end() ? 0 : found->second);
        }
    }
    std::cout << "\n";
}

int run(const Options& options) {
    FaultCounts counts;
    std::map<std::string, std::uint64_t> rules, shortcomings;
    int told = 0;
    bool broken = false;
    for (std::uint64_t seed = options.seed; seed < options.seed + options.histories; ++seed) {
        Story story(seed);
        story.play();
        auto violations = check(story.history());
        for (const auto& [where, count] : story.fault_counts()) counts[where] += count;
        std::erase_if(violations, [&](const Violation& each) {
            const std::string known = options.strict ? "" : known_shortcoming(each, story.history());
            ++(known.empty() ? rules[each.rule] : shortcomings[each.rule + " (" + known + ")"]);
            return !known.empty();
        });
        if (options.verbose) {
            std::cout << "seed " << seed << ": " << story.history().events.size() << " events, " << story.letters()
                      << " letters, " << story.faults_met() << " faults, " << story.life().starts << " starts, "
                      << std::hex << story.fingerprint() << std::dec << "\n";
        }
        if (options.replay) {
            for (const Event& event : story.history().events) std::cout << narrate(event) << "\n";
        }
        if (violations.empty()) continue;
        broken = true;
        if (told++ < options.most_told) tell(seed, violations);
    }
    if (options.counts) tell_counts(counts);
    for (const auto& [rule, count] : shortcomings) std::cout << "known: " << rule << ": " << count << "\n";
    for (const auto& [rule, count] : rules) std::cout << rule << ": " << count << "\n";
    std::cout << options.histories << " histories from seed " << options.seed << ": "
              << (broken ? "promises were broken" : "no promise was broken") << "\n";
    return broken ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("Simulated lives, judged by what Amends promises.");
    app.add_option("--histories", options.histories, "how many");
    app.add_option("--seed", options.seed, "of the first one; each further one has the next number");
    app.add_option("--tell", options.most_told, "so many broken histories are told in full");
    app.add_flag("--verbose", options.verbose, "a line for each history");
    app.add_flag("--replay", options.replay, "tells each history, event by event");
    app.add_flag("--strict", options.strict, "a known shortcoming is a violation as any other");
    app.add_flag("--counts", options.counts, "how often each fault met each state of the outbox");
    CLI11_PARSE(app, argc, argv);
    return run(options);
}
