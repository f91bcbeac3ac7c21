#pragma once
// Working time out of the configuration: hours, days, zones and holiday calendars become windows.
#include <map>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/config_document.hpp"

namespace amends::app {

class WindowReader {
public:
    /// All three are borrowed for the reader's life.
    WindowReader(const std::string& directory, const Environment& environment, ConfigProblems& problems)
        : directory_(directory), environment_(environment), problems_(problems) {}

    calendar::Window user(const SectionValues& user);
    /// Clients of whom nothing is known: the user's zone and holidays, hours of their own.
    calendar::Window clients(const SectionValues& clients, const calendar::Window& user);
    ClientSettings client(const SectionValues& client, const calendar::Window& clients);

private:
    void read_hours(const SectionValues& values, calendar::Window& window);
    void read_holidays(const SectionValues& values, calendar::Window& window);
    const calendar::Holidays& holidays_of(const std::string& name, Place place);
    std::string file_of(const std::string& name, Place place);

    const std::string& directory_;  ///< of the configuration file
    const Environment& environment_;
    ConfigProblems& problems_;
    std::map<std::string, calendar::Holidays> read_;
};

}  // namespace amends::app
