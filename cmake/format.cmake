# For the parts of this project that read and write files.
if(NOT TARGET kring::format)
  message(FATAL_ERROR "kring's readers need the headers of toml++ and nlohmann-json, and they were not found. "
                      "Debian: apt install libtomlplusplus-dev nlohmann-json3-dev; "
                      "conda: conda install tomlplusplus nlohmann_json; vcpkg: vcpkg install tomlplusplus nlohmann-json")
endif()
