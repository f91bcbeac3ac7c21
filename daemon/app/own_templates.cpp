#include "app/own_templates.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace amends::app {

base::Result<std::vector<guide::TemplateText>> read_own_templates(const std::string& directory) {
    namespace fs = std::filesystem;
    std::vector<guide::TemplateText> texts;
    std::error_code ignored;
    if (directory.empty() || !fs::is_directory(directory, ignored)) return texts;
    try {
        for (const auto& entry : fs::recursive_directory_iterator(directory)) {
            if (!entry.is_regular_file() || entry.path().extension() != ".toml") continue;
            std::ifstream file(entry.path());
            std::ostringstream text;
            text << file.rdbuf();
            texts.push_back({fs::relative(entry.path(), directory).string(), text.str()});
        }
    } catch (const fs::filesystem_error& error) {
        return base::failure(base::Fault::configuration, base::Retry::after_change,
                             "The templates in " + directory + " cannot be read: " + error.code().message() + ".");
    }
    std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return texts;
}

}  // namespace amends::app
