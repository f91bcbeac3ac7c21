#include "app/config_problems.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace amends::app {

void ConfigProblems::add(Place place, std::string text) {
    // What [plan] says wrong is found once for every account that it holds for.
    const auto same = [&](const Problem& other) {
        return other.place.line == place.line && other.place.column == place.column && other.text == text;
    };
    if (std::none_of(found_.begin(), found_.end(), same)) found_.push_back({place, std::move(text)});
}

tl::unexpected<base::Error> ConfigProblems::failure(const std::string& path) const {
    auto sorted = found_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
    });
    std::string message;
    for (const auto& problem : sorted) {
        if (!message.empty()) message += '\n';
        message += problem.place.line == 0
                       ? fmt::format("{}: {}", path, problem.text)
                       : fmt::format("{}:{}:{}: {}", path, problem.place.line, problem.place.column, problem.text);
    }
    return base::failure(base::Fault::configuration, base::Retry::after_change, std::move(message));
}

}  // namespace amends::app
