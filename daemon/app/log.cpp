#include "app/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/systemd_sink.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

namespace amends::app {

namespace {

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
        case LogLevel::error: return spdlog::level::err;
        case LogLevel::warning: return spdlog::level::warn;
        case LogLevel::info: return spdlog::level::info;
        case LogLevel::debug: return spdlog::level::debug;
    }
    return spdlog::level::info;
}

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        // spdlog shares its sinks between loggers.
        std::shared_ptr<spdlog::sinks::sink> sink;
        if (std::getenv("JOURNAL_STREAM") != nullptr) {
            sink = std::make_shared<spdlog::sinks::systemd_sink_mt>("amendsd");
        } else {
            sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
            sink->set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%SZ %l: %v",
                                                                            spdlog::pattern_time_type::utc));
        }
        auto made = std::make_shared<spdlog::logger>("amendsd", sink);
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *instance;
}

}  // namespace

void set_up_log(LogLevel level) { logger().set_level(level_of(level)); }
void log_warning(const std::string& text) { logger().warn("{}", text); }
void log_info(const std::string& text) { logger().info("{}", text); }
void log_debug(const std::string& text) { logger().debug("{}", text); }

}  // namespace amends::app
