#include "app/config_windows.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "calendar/holidays.hpp"
#include "calendar/zone_database.hpp"

namespace amends::app {
namespace {

namespace fs = std::filesystem;

// Far enough both ways for any letter that is open; the reader needs no clock for it.
constexpr base::CivilDate first_day = std::chrono::year{2020} / 1 / 1;
constexpr base::CivilDate last_day = std::chrono::year{2060} / 12 / 31;

std::vector<std::string> calendars_in(const std::string& directory) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(directory, error)) {
        if (entry.path().extension() == ".ics") names.push_back(entry.path().stem());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

calendar::Window WindowReader::user(const SectionValues& user) {
    calendar::Window window;
    const auto zone =
        calendar::find_zone(user.given("zone") ? user.get<std::string>("zone") : calendar::local_zone_name());
    if (zone) window.zone = *zone;
    if (!zone && !user.given("zone")) problems_.add({}, zone.error().message);
    read_hours(user, window);
    read_holidays(user, window);
    return window;
}

calendar::Window WindowReader::clients(const SectionValues& clients, const calendar::Window& user) {
    auto window = user;
    read_hours(clients, window);
    if (clients.given("holidays")) read_holidays(clients, window);
    return window;
}

ClientSettings WindowReader::client(const SectionValues& client, const calendar::Window& clients) {
    ClientSettings settings;
    settings.address = base::canonical_mailbox(client.get<std::string>("address"));
    settings.domain = base::lower_ascii(client.get<std::string>("domain"));
    settings.name = client.get<std::string>("name");
    settings.zone = client.get<std::string>("zone");
    settings.window = clients;
    if (client.given("zone")) settings.window.zone = calendar::find_zone(settings.zone).value_or(clients.zone);
    if (client.given("hours")) {
        const auto hours = client.get<Hours>("hours");
        settings.window.opens = hours.opens;
        settings.window.closes = hours.closes;
    }
    settings.hours_given = client.given("hours") || client.given("working_days");
    if (client.given("working_days")) settings.window.working_days = client.get<Days>("working_days");
    if (client.given("holidays")) read_holidays(client, settings.window);
    return settings;
}

void WindowReader::read_hours(const SectionValues& values, calendar::Window& window) {
    const auto hours = values.get<Hours>("hours");
    window.opens = hours.opens;
    window.closes = hours.closes;
    window.working_days = values.get<Days>("working_days");
}

void WindowReader::read_holidays(const SectionValues& values, calendar::Window& window) {
    window.holidays.clear();
    for (const auto& name : values.get<Words>("holidays")) {
        const auto& days = holidays_of(name, values.place("holidays"));
        window.holidays.insert(days.begin(), days.end());
    }
}

const calendar::Holidays& WindowReader::holidays_of(const std::string& name, Place place) {
    const auto path = file_of(name, place);
    if (const auto found = read_.find(path); found != read_.end()) return found->second;
    auto& days = read_[path];
    if (path.empty()) return days;
    std::error_code error;
    std::ifstream file(path, std::ios::binary);
    if (!fs::is_regular_file(path, error) || !file) {
        problems_.add(place, fmt::format("the holiday calendar {} cannot be read; is the path right?", shown(path)));
        return days;
    }
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (auto read = calendar::read_holidays(text, first_day, last_day)) {
        days = std::move(*read);
    } else {
        problems_.add(place,
                      fmt::format("the holiday calendar {} is not right: {}", shown(path), read.error().message));
    }
    return days;
}

std::string WindowReader::file_of(const std::string& name, Place place) {
    if (name.find('/') != std::string::npos || name.ends_with(".ics"))
        return absolute_path(name, directory_, environment_);
    const auto shipped = shipped_holidays(environment_);
    if (!shipped) {
        problems_.add(place,
                      fmt::format("the calendars that come with Amends are not installed, so \"{}\" cannot be read; "
                                  "install Amends whole, or give the path of an .ics file",
                                  shown(name)));
        return {};
    }
    const auto known = calendars_in(*shipped);
    const auto wanted = base::lower_ascii(name);
    if (std::find(known.begin(), known.end(), wanted) != known.end()) return *shipped + "/" + wanted + ".ics";
    const auto near = base::closest(wanted, known, 1);
    problems_.add(place, fmt::format("no holiday calendar \"{}\" comes with Amends; {}", shown(name),
                                     near.empty() ? fmt::format("there are {}, or give the path of an .ics file",
                                                                fmt::join(known, ", "))
                                                  : fmt::format("did you mean \"{}\"?", near.front())));
    return {};
}

}  // namespace amends::app
