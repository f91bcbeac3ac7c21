#pragma once
// Remembers what the user was told.
#include <algorithm>
#include <string>
#include <vector>

#include "ports/notifier.hpp"
#include "tests/fakes/hook.hpp"

namespace amends::fakes {

class FakeNotifier final : public ports::Notifier {
public:
    struct Told {
        std::string key, title, text;
    };

    Hook hook;  ///< "notify"
    std::vector<Told> told;

    /// How often something was told under a key that begins so.
    [[nodiscard]] long count(const std::string& key) const {
        return std::count_if(told.begin(), told.end(), [&](const Told& one) { return one.key.starts_with(key); });
    }

    void tell(const std::string& key, const std::string& title, const std::string& text) override {
        if (hook) {
            hook("notify", true);
        }
        told.push_back({key, title, text});
        if (hook) {
            hook("notify", false);
        }
    }
};

}  // namespace amends::fakes
