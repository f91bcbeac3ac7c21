#pragma once
// Reads the machine's IANA zones (through Hinnant's date). The only place that looks a zone up by its name.
#include <string>
#include <vector>

#include "base/result.hpp"
#include "calendar/zone.hpp"

namespace amends::calendar {

/// The zone lives as long as the program; an unknown name is an Error that names the closest known ones.
base::Result<const Zone*> find_zone(const std::string& name);
/// Every known name, ascending.
std::vector<std::string> zone_names();
/// The name of the process's zone ($TZ) or else of the machine's; "UTC" where neither can be told.
std::string local_zone_name();
/// Changes when the installed zone data changes ("2025b" or a time stamp); kept beside derived due times.
std::string zone_data_version();

}  // namespace amends::calendar
