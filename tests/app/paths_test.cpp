#include "app/paths.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace amends::app {
namespace {

Environment alex() {
    Environment environment;
    environment.user = "alex";
    environment.home = "/home/alex";
    environment.uid = 4'000'000'000U;
    return environment;
}

TEST(Paths, FollowTheXdgDirectories) {
    auto environment = alex();
    EXPECT_EQ(default_config_file(environment), "/home/alex/.config/amends/amends.toml");
    EXPECT_EQ(default_database(environment), "/home/alex/.local/state/amends/amends.db");
    environment.variables = {{"XDG_CONFIG_HOME", "/c"}, {"XDG_STATE_HOME", "/s"}, {"XDG_RUNTIME_DIR", "/r"}};
    EXPECT_EQ(default_config_file(environment), "/c/amends/amends.toml");
    EXPECT_EQ(default_database(environment), "/s/amends/amends.db");
    EXPECT_EQ(default_socket(environment), "/r/amends/rpc.sock");
    environment.variables = {{"XDG_CONFIG_HOME", "relative"}, {"XDG_STATE_HOME", ""}};
    EXPECT_EQ(default_config_file(environment), "/home/alex/.config/amends/amends.toml");
    EXPECT_EQ(default_database(environment), "/home/alex/.local/state/amends/amends.db");
}

TEST(Paths, KeepTheSocketPrivateWithoutARuntimeDirectory) {
    EXPECT_EQ(default_socket(alex()), "/home/alex/.local/state/amends/rpc.sock");
}

TEST(Paths, KeepOneDatabaseWhoeverStartsTheUsersInstance) {
    auto environment = alex();
    environment.variables = {{"STATE_DIRECTORY", "/home/alex/.config/amends"},
                             {"RUNTIME_DIRECTORY", "/run/user/1000/amends"}};
    EXPECT_EQ(default_database(environment), default_database(alex()));
}

TEST(Paths, FollowSystemdInTheSystemInstance) {
    auto environment = alex();
    environment.system_instance = true;
    EXPECT_EQ(default_config_file(environment), "/etc/amends/alex.toml");
    EXPECT_EQ(default_database(environment), "/var/lib/amends/alex/amends.db");
    EXPECT_EQ(default_socket(environment), "/run/amends/alex/rpc.sock");
    environment.variables = {{"STATE_DIRECTORY", "/var/lib/private/a:/var/lib/b"},
                             {"RUNTIME_DIRECTORY", "/run/amends/x"}};
    EXPECT_EQ(default_database(environment), "/var/lib/private/a/amends.db");
    EXPECT_EQ(default_socket(environment), "/run/amends/x/rpc.sock");
}

TEST(Paths, MeanTheSystemInstanceWhereTheUserHasNoneOfTheirOwn) {
    auto environment = alex();
    environment.root = testing::TempDir() + "amends-root-" + std::to_string(getpid());
    environment.home = environment.root + "/home/alex";
    EXPECT_FALSE(has_only_system_instance(environment));
    const auto write = [](const std::string& path) {
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        std::ofstream(path) << "\n";
    };
    write(environment.root + "/etc/amends/alex.toml");
    EXPECT_TRUE(has_only_system_instance(environment));
    write(default_config_file(environment));
    EXPECT_FALSE(has_only_system_instance(environment));
    std::filesystem::remove_all(environment.root);
}

TEST(Paths, AreMadeAbsolute) {
    EXPECT_EQ(absolute_path("~/x", "/base", alex()), "/home/alex/x");
    EXPECT_EQ(absolute_path("x/../y", "/base", alex()), "/base/y");
    EXPECT_EQ(absolute_path("/x", "/base", alex()), "/x");
}

TEST(Paths, FindTheHolidayCalendarsInTheSourceTree) {
    const auto environment = environment_of_process();
    EXPECT_EQ(environment.uid, geteuid());
    EXPECT_EQ(shipped_holidays(environment), std::string(AMENDS_SOURCE) + "/config/holidays");
    EXPECT_EQ(shipped_holidays(alex()), std::nullopt);
}

}  // namespace
}  // namespace amends::app
