#include "app/own_rules.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/own_templates.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace amends::app {
namespace {

namespace fs = std::filesystem;

fs::path state_directory(const Environment& environment) {
    return fs::path(default_database(environment)).parent_path();
}
fs::path passed_file(const Environment& environment) { return state_directory(environment) / "rules-passed"; }
fs::path dismissed_file(const Environment& environment) { return state_directory(environment) / "dismissed"; }

std::set<std::string> read_words(const fs::path& path) {
    std::set<std::string> words;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        if (const auto word = base::trimmed(line); !word.empty()) words.emplace(word);
    return words;
}

/// Whole or not at all: written beside it, then put in its place.
base::Status write_words(const fs::path& path, const std::set<std::string>& words) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    const fs::path draft = path.string() + "." + std::to_string(::getpid());
    std::ofstream file(draft, std::ios::trunc);
    for (const std::string& word : words) file << word << '\n';
    file.close();
    if (file) fs::rename(draft, path, error);
    if (file && !error) return {};
    fs::remove(draft, error);
    return base::failure(base::Fault::internal, base::Retry::after_change,
                         path.string() + " cannot be written; is the disk full, or the directory another's?");
}

/// "en/review/house.toml".
bool is_rule_file(const std::string& name) {
    const fs::path path(name);
    return std::distance(path.begin(), path.end()) == 3 && path.parent_path().filename() == "review";
}

bool is_fingerprint(const std::string& word) {
    constexpr std::size_t least = 8, most = 64;
    return word.size() >= least && word.size() <= most &&
           word.find_first_not_of("0123456789abcdef") == std::string::npos;
}

base::Status not_a_fingerprint(const std::string& word) {
    return base::failure(base::Fault::wrong_use, base::Retry::never,
                         "\"" + word + "\" is no finding; `amends review` shows each one's at its end, in brackets.");
}

}  // namespace

base::Result<std::vector<guide::RuleText>> read_own_rules(const std::string& templates,
                                                          const Environment& environment) {
    std::vector<guide::RuleText> rules;
    for (const std::string& directory : {environment.root + "/etc/amends/templates", templates}) {
        auto files = read_own_templates(directory);
        if (!files) return tl::unexpected(files.error());
        for (guide::TemplateText& file : *files)
            if (is_rule_file(file.name))
                rules.push_back({(fs::path(directory) / file.name).string(), std::move(file.text)});
    }
    return rules;
}

base::Result<guide::Rules> stock_rules(const std::vector<guide::RuleText>& own, const Environment& environment) {
    if (own.empty()) return guide::Rules::stock();
    std::string all;
    for (const guide::RuleText& file : own) all += base::sha256_hex(file.text);
    const std::string hash = base::sha256_hex(AMENDS_VERSION + all);
    std::set<std::string> passed = read_words(passed_file(environment));
    const bool known = passed.contains(hash);
    auto rules = guide::Rules::stock(own, !known);
    constexpr std::size_t most_kept = 50;
    if (rules && !known) {
        if (passed.size() >= most_kept) passed.clear();
        passed.insert(hash);
        static_cast<void>(write_words(passed_file(environment), passed));  // else they are run again, which is no harm
    }
    return rules;
}

std::set<std::string> read_dismissed(const Environment& environment) { return read_words(dismissed_file(environment)); }

base::Status dismiss(const std::string& fingerprint, const Environment& environment) {
    if (!is_fingerprint(fingerprint)) return not_a_fingerprint(fingerprint);
    std::set<std::string> all = read_dismissed(environment);
    all.insert(fingerprint);
    return write_words(dismissed_file(environment), all);
}

base::Status show_again(const std::string& fingerprint, const Environment& environment) {
    std::set<std::string> all = read_dismissed(environment);
    if (all.erase(fingerprint) == 0)
        return base::failure(base::Fault::answer_is_no, base::Retry::never,
                             "\"" + fingerprint + "\" is not among the findings that were dismissed.");
    return write_words(dismissed_file(environment), all);
}

}  // namespace amends::app
