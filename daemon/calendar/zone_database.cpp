#include "calendar/zone_database.hpp"

#include <date/tz.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace amends::calendar {
namespace {

namespace fs = std::filesystem;

constexpr const char* zone_directory = "/usr/share/zoneinfo";

std::string_view city(std::string_view name) {
    const auto slash = name.rfind('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

/// "berlin" means Europe/Berlin as surely as "Europe/Berlim" does.
std::vector<std::string> known_names_near(const std::string& name) {
    const auto all = zone_names();
    auto wanted = name;
    std::replace(wanted.begin(), wanted.end(), ' ', '_');
    std::vector<std::string> near;
    for (const auto& known : all) {
        if (base::equals_ignoring_case(city(known), city(wanted))) near.push_back(known);
    }
    for (auto& candidate : base::closest(wanted, all)) {
        if (std::find(near.begin(), near.end(), candidate) == near.end()) near.push_back(std::move(candidate));
    }
    if (near.size() > 3) near.resize(3);
    return near;
}

std::string unknown_name(const std::string& name) {
    std::string message = "there is no time zone \"" + name.substr(0, 60) + "\"";
    const auto near = known_names_near(name);
    for (std::size_t at = 0; at < near.size(); ++at) message += (at == 0 ? "; is it " : " or ") + near[at];
    return message + (near.empty() ? "; write it like \"Europe/Berlin\" or \"America/New_York\"" : "?");
}

std::unique_ptr<const Zone> read_zone(const std::string& name) {
    const auto* zone = date::locate_zone(name);
    const date::sys_seconds end = date::sys_days{date::year{2100} / 1 / 1};
    std::vector<Offset> offsets;
    for (date::sys_seconds at{}; at < end;) {
        const auto info = zone->get_info(at);
        // Many transitions change only the zone's abbreviation.
        if (offsets.empty() || offsets.back().seconds != info.offset.count()) {
            offsets.push_back({{at.time_since_epoch().count()}, info.offset.count()});
        }
        if (info.end <= at) break;
        at = info.end;
    }
    return std::make_unique<const Zone>(name, std::move(offsets));
}

/// The process's own zone as a name, where $TZ gives one.
std::string zone_of_environment() {
    const char* variable = std::getenv("TZ");
    if (variable == nullptr) return {};
    std::string_view name = variable;
    if (name.starts_with(':')) name.remove_prefix(1);
    return std::string(name);
}

}  // namespace

std::vector<std::string> zone_names() {
    std::vector<std::string> names;
    for (const auto& zone : date::get_tzdb().zones) {
        // A file that is whatever this machine is set to, not a place.
        if (zone.name() != "localtime") names.push_back(zone.name());
    }
    std::sort(names.begin(), names.end());
    return names;
}

base::Result<const Zone*> find_zone(const std::string& name) {
    static std::map<std::string, std::unique_ptr<const Zone>> known;
    if (const auto found = known.find(name); found != known.end()) return found->second.get();
    const auto cannot = [](std::string message) {
        return base::failure(base::Fault::configuration, base::Retry::after_change, std::move(message));
    };
    try {
        const auto names = zone_names();
        if (!std::binary_search(names.begin(), names.end(), name)) return cannot(unknown_name(name));
        return known.emplace(name, read_zone(name)).first->second.get();
    } catch (const std::exception&) {
        return cannot("the time zones of this machine cannot be read; install the package tzdata");
    }
}

std::string local_zone_name() {
    if (auto name = zone_of_environment(); !name.empty() && find_zone(name)) return name;
    try {
        if (auto name = date::current_zone()->name(); find_zone(name)) return name;
    } catch (const std::exception&) {
        // Neither /etc/localtime nor /etc/timezone names a zone.
        return "UTC";
    }
    return "UTC";
}

std::string zone_data_version() {
    std::string line;
    constexpr std::string_view mark = "# version ";
    if (std::ifstream data(fs::path(zone_directory) / "tzdata.zi");
        std::getline(data, line) && line.starts_with(mark)) {
        return line.substr(mark.size());
    }
    std::error_code error;
    const auto changed = fs::last_write_time(zone_directory, error);
    return error ? "unknown" : std::to_string(changed.time_since_epoch().count());
}

}  // namespace amends::calendar
