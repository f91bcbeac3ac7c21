#include "app/paths.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

namespace amends::app {
namespace {

namespace fs = std::filesystem;

/// The XDG specification: a variable that is no absolute path counts as not set.
std::string base_directory(const Environment& environment, const char* variable, const char* under_home) {
    const auto given = environment.variable(variable);
    return given.starts_with('/') ? given : environment.home + under_home;
}

/// systemd hands over several directories with colons between them; the first is ours.
std::string first_directory(const Environment& environment, const char* variable) {
    const auto given = environment.variable(variable);
    return given.starts_with('/') ? given.substr(0, given.find(':')) : std::string{};
}

std::string state_directory(const Environment& environment) {
    if (!environment.system_instance) return base_directory(environment, "XDG_STATE_HOME", "/.local/state") + "/amends";
    const auto given = first_directory(environment, "STATE_DIRECTORY");
    return given.empty() ? environment.root + "/var/lib/amends/" + environment.user : given;
}

}  // namespace

std::string Environment::variable(const std::string& name) const {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string{} : found->second;
}

Environment environment_of_process() {
    Environment result;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) result.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    result.uid = ::geteuid();
    result.user = result.variable("USER");
    result.home = result.variable("HOME");
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 16384> buffer{};
    if (::getpwuid_r(result.uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        result.user = found->pw_name;
        if (!result.home.starts_with('/')) result.home = found->pw_dir;
    }
    std::error_code error;
    result.program = fs::read_symlink("/proc/self/exe", error).string();
    const auto runtime = first_directory(result, "RUNTIME_DIRECTORY");
    result.system_instance = !runtime.empty() && !runtime.starts_with("/run/user/");
    return result;
}

bool has_only_system_instance(const Environment& environment) {
    Environment system = environment;
    system.system_instance = true;
    std::error_code error;
    return !fs::exists(default_config_file(environment), error) &&
           (fs::exists(default_config_file(system), error) || fs::exists(default_socket(system), error));
}

std::string default_config_file(const Environment& environment) {
    if (environment.system_instance) return environment.root + "/etc/amends/" + environment.user + ".toml";
    return base_directory(environment, "XDG_CONFIG_HOME", "/.config") + "/amends/amends.toml";
}

std::string default_database(const Environment& environment) { return state_directory(environment) + "/amends.db"; }

std::string default_spool(const Environment& environment) { return state_directory(environment) + "/spool"; }

std::string default_inserted(const Environment& environment) { return state_directory(environment) + "/inserted"; }

std::string default_asked(const Environment& environment) { return state_directory(environment) + "/asked"; }

std::string default_socket(const Environment& environment) {
    if (environment.system_instance) {
        const auto given = first_directory(environment, "RUNTIME_DIRECTORY");
        return (given.empty() ? environment.root + "/run/amends/" + environment.user : given) + "/rpc.sock";
    }
    if (const auto given = environment.variable("XDG_RUNTIME_DIR"); given.starts_with('/'))
        return given + "/amends/rpc.sock";
    // A shell without a session (cron, su) lacks the variable, yet must find the daemon of the session that there is.
    std::error_code error;
    const auto usual = "/run/user/" + std::to_string(environment.uid);
    if (fs::is_directory(usual, error)) return usual + "/amends/rpc.sock";
    return state_directory(environment) + "/rpc.sock";
}

std::optional<std::string> shipped_holidays(const Environment& environment) {
    if (!environment.program.starts_with('/')) return std::nullopt;
    std::error_code error;
    auto directory = fs::path(environment.program).parent_path();
    std::vector<fs::path> candidates{directory.parent_path() / "share/amends/holidays"};
    constexpr int deepest_build_folder = 4;
    for (int up = 0; up < deepest_build_folder; ++up) {
        directory = directory.parent_path();
        if (fs::exists(directory / "CMakeLists.txt", error)) candidates.push_back(directory / "config/holidays");
    }
    for (const auto& candidate : candidates) {
        if (fs::is_directory(candidate, error)) return candidate.string();
    }
    return std::nullopt;
}

std::string absolute_path(const std::string& path, const std::string& base, const Environment& environment) {
    if (path.starts_with("~/")) return environment.home + path.substr(1);
    return path.starts_with('/') ? path : (fs::path(base) / path).lexically_normal().string();
}

}  // namespace amends::app
