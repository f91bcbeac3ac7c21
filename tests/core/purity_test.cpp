// What core and its neighbours decide with is what they are given: the objects that are linked prove it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

namespace amends::core {
namespace {

struct Reference {
    std::string object;
    std::string symbol;
};

/// The symbols that each object of an archive wants from elsewhere.
std::vector<Reference> references_of(const std::string& archive) {
    std::vector<Reference> found;
    FILE* nm = popen(("'" AMENDS_NM "' -A -u -C '" + archive + "'").c_str(), "r");
    if (nm == nullptr) return found;
    std::string line;
    for (int c = std::fgetc(nm); c != EOF; c = std::fgetc(nm)) {
        if (c != '\n') {
            line.push_back(static_cast<char>(c));
            continue;
        }
        const auto mark = line.find(" U ");
        const auto object = line.find(".cpp.o:");
        if (mark != std::string::npos && object != std::string::npos) {
            const auto begin = line.rfind(':', object) + 1;
            found.push_back({line.substr(begin, object - begin), line.substr(mark + 3)});
        }
        line.clear();
    }
    pclose(nm);
    return found;
}

constexpr std::array impure_parts{
    "curl_",     "g_mime",    "g_object",    "sqlite3_",       "SQLite::",   "nlohmann",     "icalcomponent",
    "date::",    "asio::",    "spdlog",      "filesystem",     "fstream",    "filebuf",      "std::cout",
    "std::cerr", "std::clog", "std::thread", "pthread_create", "clock::now", "random_device"};

const std::set<std::string> impure_functions{
    "fopen",   "fread",  "fwrite",        "fclose",       "fputs",     "fputc",         "puts",      "printf",
    "fprintf", "stdout", "stderr",        "stdin",        "open",      "read",          "write",     "close",
    "unlink",  "mkdir",  "rename",        "opendir",      "getenv",    "secure_getenv", "system",    "popen",
    "time",    "clock",  "clock_gettime", "gettimeofday", "localtime", "localtime_r",   "gmtime",    "mktime",
    "sleep",   "usleep", "nanosleep",     "rand",         "srand",     "random",        "getrandom", "socket",
    "connect", "send",   "recv"};

bool is_impure(const std::string& symbol) {
    return impure_functions.contains(symbol) ||
           std::ranges::any_of(impure_parts, [&](const char* part) { return symbol.find(part) != std::string::npos; });
}

/// All that core may want: its own layers, values of the standard library, formatting into a string, and memory.
bool is_of_values(const std::string& symbol) {
    constexpr std::array beginnings{"amends::base::",
                                    "amends::calendar::",
                                    "amends::guide::",
                                    "amends::core::",
                                    "std::",
                                    "vtable for std::",
                                    "typeinfo for std::",
                                    "vtable for __cxxabiv1::",
                                    "fmt::v",
                                    "operator new",
                                    "operator delete",
                                    "mem",
                                    "str",
                                    "abort",
                                    "_Unwind",
                                    "__cxa_",
                                    "__gxx_",
                                    "__dso_handle",
                                    "__stack_chk_fail",
                                    "__asan_",
                                    "__ubsan_",
                                    "_GLOBAL_OFFSET_TABLE_"};
    for (const std::string beginning : beginnings) {
        if (symbol.rfind(beginning, 0) == 0) return !is_impure(symbol);
    }
    return false;
}

TEST(Purity, CoreWantsNothingButValues) {
    const auto references = references_of(AMENDS_CORE_ARCHIVE);
    ASSERT_GT(references.size(), 50U);
    for (const auto& [object, symbol] : references) EXPECT_TRUE(is_of_values(symbol)) << object << ": " << symbol;
}

TEST(Purity, CalendarWithoutItsReadersWantsNothingButValues) {
    int pure = 0;
    bool reader_is_seen = false;
    for (const auto& [object, symbol] : references_of(AMENDS_CALENDAR_ARCHIVE)) {
        if (object == "window" || object == "zone") {
            ++pure;
            EXPECT_TRUE(is_of_values(symbol)) << object << ": " << symbol;
        }
        if (object == "zone_database" && is_impure(symbol)) reader_is_seen = true;
    }
    EXPECT_GT(pure, 10);
    EXPECT_TRUE(reader_is_seen) << "the list of what is impure does not know impurity when it sees it";
}

TEST(Purity, GuideReadsNoFilesAndNoClock) {
    const auto references = references_of(AMENDS_GUIDE_ARCHIVE);
    ASSERT_FALSE(references.empty());
    for (const auto& [object, symbol] : references) EXPECT_FALSE(is_impure(symbol)) << object << ": " << symbol;
}

}  // namespace
}  // namespace amends::core
