#include "app/configured_socket.hpp"

#include <toml++/toml.h>

#include <filesystem>

namespace amends::app {

std::string configured_socket(const std::optional<std::string>& config_file, const Environment& environment) {
    const std::string path = config_file.value_or(default_config_file(environment));
    try {
        const toml::table file = toml::parse_file(path);
        if (const auto socket = file["daemon"]["socket"].value<std::string>())
            return absolute_path(*socket, std::filesystem::path(path).parent_path().string(), environment);
    } catch (const toml::parse_error&) {
        // No such file, or a broken one: `amends config check` is the place to say so.
    }
    return default_socket(environment);
}

}  // namespace amends::app
